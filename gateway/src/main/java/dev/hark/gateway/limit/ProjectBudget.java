package dev.hark.gateway.limit;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.limit.BudgetStore.Exchange;
import dev.hark.gateway.limit.BudgetStore.Taken;
import dev.hark.runtime.id.Ids.ProjectId;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway holds of one project's budget. It fetches more beside the calls, before it has
 * none left, so that a call waits for the store only when it is the project's first here or its
 * budget is at its end. While the store is away it goes on alone, at the project's rate. Safe for
 * many threads.
 */
final class ProjectBudget {
  /**
   * A 20th of the limit is held at most: what an idle gateway keeps from the others for a moment is
   * then within the 5% that a client may notice, and the store is asked once in 10 calls or less.
   */
  private static final double PART_HELD = 1 / 20.0;

  /** A budget that is at its end is looked at so often, as other gateways give back. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** How soon the store is tried again when it was away. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** More than an exchange ever takes that goes well; then the call goes on without the store. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  /** Each time others were faster; that ends, as an exchange asks for those who wait, too. */
  private static final int MOST_ROUNDS = 50;

  private final ProjectId project;
  private final BudgetStore store;
  private final LimitConfiguration configuration;
  private final Executor threads;
  private final Clocks clocks;

  private int limit;
  private int held;
  private int spare;
  private double left;
  private long leftAt;
  private long leaseBegan;
  private long lastCall;
  private long nextExchange;
  private int waiting;
  private @Nullable CompletableFuture<@Nullable Void> underWay;
  private @Nullable Bucket alone;

  ProjectBudget(
      ProjectId project,
      int limit,
      BudgetStore store,
      LimitConfiguration configuration,
      Executor threads,
      Clocks clocks) {
    this.project = project;
    this.limit = limit;
    this.store = store;
    this.configuration = configuration;
    this.threads = threads;
    this.clocks = clocks;
    this.left = limit;
    this.leftAt = clocks.nanoTime();
    this.nextExchange = leftAt;
  }

  synchronized int limit() {
    return limit;
  }

  /** One request: whether it is within the limit, and how the project stands then. */
  RateLimitStatus take(int perMinute) {
    for (int round = 1; ; round++) {
      CompletableFuture<@Nullable Void> news;
      synchronized (this) {
        long now = clocks.nanoTime();
        limit = perMinute;
        lastCall = now;
        Optional<RateLimitStatus> status = takeHere(now);
        if (status.isPresent()) {
          return status.get();
        }
        if (underWay == null && (now - nextExchange < 0 || round == MOST_ROUNDS)) {
          return refused(now);
        }
        waiting++;
        news = begin(now);
      }
      await(news);
    }
  }

  /** Empty when nothing is held. */
  private Optional<RateLimitStatus> takeHere(long now) {
    if (alone != null) {
      return Optional.of(takeAlone(alone, now));
    }
    endLease(now);
    if (held == 0) {
      return Optional.empty();
    }
    held--;
    boolean low = held * 2 <= target() || now - leaseBegan > configuration.lease().toNanos() / 2;
    if (low && underWay == null && now - nextExchange >= 0) {
      var _ = begin(now);
    }
    return Optional.of(status(now, Optional.empty()));
  }

  /** What was held too long is another's to take; it is given back with the next exchange. */
  private void endLease(long now) {
    if (now - leaseBegan >= configuration.lease().toNanos()) {
      spare += held;
      held = 0;
    }
  }

  private int target() {
    return (int) Math.ceil(limit * PART_HELD);
  }

  /** Gives back what is held when nobody has asked for a while. */
  synchronized void rest() {
    long now = clocks.nanoTime();
    boolean idle = now - lastCall > configuration.idle().toNanos();
    if (idle && held + spare > 0 && underWay == null && alone == null) {
      spare += held;
      held = 0;
      var _ = exchange(now, 0);
    }
  }

  private CompletableFuture<@Nullable Void> begin(long now) {
    CompletableFuture<@Nullable Void> current = underWay;
    return current == null ? exchange(now, Math.max(0, target() - held) + waiting) : current;
  }

  private CompletableFuture<@Nullable Void> exchange(long now, int wanted) {
    Exchange asked = new Exchange(limit, held, spare, wanted);
    spare = 0;
    CompletableFuture<@Nullable Void> news = new CompletableFuture<>();
    underWay = news;
    threads.execute(
        () -> {
          try {
            finish(now, store.take(project, asked));
          } catch (RuntimeException | Error e) {
            fail();
          } finally {
            news.complete(null);
          }
        });
    return news;
  }

  private synchronized void finish(long began, Taken taken) {
    long now = clocks.nanoTime();
    underWay = null;
    alone = null;
    held += taken.granted();
    left = taken.left();
    leftAt = now;
    leaseBegan = began;
    nextExchange = now + Math.min(untilNext(now), BETWEEN_LOOKS.toNanos());
  }

  private synchronized void fail() {
    underWay = null;
    goAlone(clocks.nanoTime());
  }

  @SuppressWarnings("ReferenceEquality") // Whether it is this one that is under way.
  private void await(CompletableFuture<@Nullable Void> news) {
    boolean late = false;
    try {
      news.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      late = true;
    } catch (InterruptedException e) {
      // The client has left; that says nothing of the store.
      Thread.currentThread().interrupt();
      synchronized (this) {
        waiting--;
      }
      throw new FailureException(Failure.unavailable());
    } catch (ExecutionException e) {
      throw new IllegalStateException("news never fail", e);
    }
    synchronized (this) {
      waiting--;
      if (late && underWay == news) {
        goAlone(clocks.nanoTime());
      }
    }
  }

  private void goAlone(long now) {
    if (alone == null) {
      int begin = remaining(now);
      held = 0;
      int most = limit;
      alone =
          Bucket.builder()
              .addLimit(
                  rate ->
                      rate.capacity(most)
                          .refillGreedy(most, Duration.ofMinutes(1))
                          .initialTokens(begin))
              .build();
    }
    nextExchange = now + BETWEEN_ATTEMPTS.toNanos();
  }

  private RateLimitStatus takeAlone(Bucket bucket, long now) {
    if (underWay == null && now - nextExchange >= 0) {
      var _ = exchange(now, target());
    }
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    left = probe.getRemainingTokens();
    leftAt = now;
    return status(
        now,
        probe.isConsumed()
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private RateLimitStatus refused(long now) {
    return status(now, Optional.of(Duration.ofNanos(untilNext(now))));
  }

  /** Until the store has a token, as far as is known here. */
  private long untilNext(long now) {
    return (long) (Math.max(0, 1 - level(now)) / perNano());
  }

  private RateLimitStatus status(long now, Optional<Duration> refused) {
    double missing = Math.max(0, limit - held - level(now));
    return new RateLimitStatus(
        limit,
        refused.isPresent() ? 0 : remaining(now),
        clocks.instant().plusNanos((long) (missing / perNano())),
        refused);
  }

  private int remaining(long now) {
    return (int) Math.min(limit, held + level(now));
  }

  /** What the store holds by now if no other gateway takes any. */
  private double level(long now) {
    return Math.max(0, Math.min(left + (now - leftAt) * perNano(), (double) limit - held));
  }

  private double perNano() {
    return limit / (double) Duration.ofMinutes(1).toNanos();
  }
}
