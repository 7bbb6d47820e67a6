package dev.hark.gateway.limit;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids.ProjectId;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many turns a project has under way here: a model is slow and dear. For many threads. */
@Singleton
public final class TurnPermits {
  /** A project with a great limit has a turn for so many requests a minute. */
  private static final int REQUESTS_A_TURN = 60;

  private final ConcurrentHashMap<ProjectId, Integer> underWay = new ConcurrentHashMap<>();
  private final RateLimiter limits;
  private final LimitConfiguration configuration;

  TurnPermits(RateLimiter limits, LimitConfiguration configuration) {
    this.limits = limits;
    this.configuration = configuration;
  }

  /** Given back once, by whoever ends the turn; more often does nothing. */
  @FunctionalInterface
  public interface Permit extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * For one more turn, to be closed when it ends.
   *
   * @throws FailureException when there are too many
   */
  public Permit begin(ProjectId project) {
    int most = Math.max(configuration.turns(), limits.limit(project) / REQUESTS_A_TURN);
    underWay.merge(project, 1, (before, one) -> oneMore(before, most));
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (!closed.getAndSet(true)) {
        underWay.computeIfPresent(project, (id, count) -> count == 1 ? null : count - 1);
      }
    };
  }

  private static int oneMore(int before, int most) {
    if (before >= most) {
      throw new FailureException(Failure.tooManyTurns(most));
    }
    return before + 1;
  }
}
