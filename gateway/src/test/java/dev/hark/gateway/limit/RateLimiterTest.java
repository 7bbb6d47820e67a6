package dev.hark.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final ProjectId PROJECT = new ProjectId("proj_1");
  private static final LimitConfiguration CONFIGURATION =
      new LimitConfiguration(50, Duration.ofSeconds(10), Duration.ofMillis(500));

  private final Time time = new Time();
  private final Budget budget = new Budget();
  private final RateLimiter gateway = gateway();

  private static final class Time implements Clocks {
    private static final Instant START = Instant.parse("2026-05-16T09:12:00Z");
    private long nanos;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant instant() {
      return START.plusNanos(nanos);
    }

    void pass(Duration duration) {
      nanos += duration.toNanos();
    }
  }

  /** What the database does, but for leases: they end by being given back here. */
  private final class Budget implements BudgetStore {
    private final List<Exchange> exchanges = new ArrayList<>();
    private double tokens = -1;
    private long at;
    private boolean away;

    @Override
    public Taken take(ProjectId project, Exchange asked) {
      exchanges.add(asked);
      if (away) {
        throw new FailureException(Failure.unavailable());
      }
      double refilled = asked.limit() * (time.nanos - at) / 60e9;
      double level = tokens < 0 ? asked.limit() : tokens + refilled + asked.back();
      at = time.nanos;
      level = Math.min(level, asked.limit() - asked.kept());
      int granted = (int) Math.min(asked.wanted(), Math.ceil(Math.floor(level) / 2));
      tokens = level - granted;
      return new Taken(granted, tokens);
    }
  }

  private RateLimiter gateway() {
    return new RateLimiter(budget, CONFIGURATION, Runnable::run, time);
  }

  private static int admitted(RateLimiter gateway, int limit, int calls) {
    int admitted = 0;
    for (int i = 0; i < calls; i++) {
      admitted += gateway.take(PROJECT, limit).refused().isEmpty() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void aProjectMayAskAsOftenAsItsLimitAndThenAsItIsRefilled() {
    for (int limit : new int[] {1, 2, 7, 100, 6_000}) {
      budget.tokens = -1;
      RateLimiter fresh = gateway();
      assertEquals(limit, admitted(fresh, limit, limit + 100), "limit " + limit);
      time.pass(Duration.ofMinutes(1));
      assertEquals(limit, admitted(fresh, limit, limit + 100), "limit " + limit);
      time.pass(Duration.ofSeconds(30).plusMillis(1));
      assertEquals(limit / 2, admitted(fresh, limit, limit + 100), "limit " + limit);
    }
  }

  @Test
  void everyRequestIsToldWhatIsLeftAndWhenAllIsThereAgain() {
    for (int left = 99; left >= 0; left--) {
      RateLimitStatus status = gateway.take(PROJECT, 100);
      assertEquals(100, status.limit());
      assertEquals(left, status.remaining());
      Instant full = Time.START.plus(Duration.ofMinutes(1).multipliedBy(100 - left).dividedBy(100));
      assertTrue(Duration.between(status.fullAt(), full).abs().toMillis() < 2, "left " + left);
    }
    RateLimitStatus refused = gateway.take(PROJECT, 100);
    assertEquals(0, refused.remaining());
    assertEquals(600, refused.refused().orElseThrow().toMillis());
    time.pass(Duration.ofSeconds(60));
    assertEquals(99, gateway.take(PROJECT, 100).remaining());
  }

  @Test
  void theStoreIsAskedForManyCallsAtOnce() {
    admitted(gateway, 6_000, 3_000);
    assertTrue(budget.exchanges.size() < 40, "exchanges: " + budget.exchanges.size());
  }

  @Test
  void aFloodBeyondTheLimitAsksTheStoreFourTimesASecond() {
    admitted(gateway, 6, 100);
    budget.exchanges.clear();
    for (int millisecond = 0; millisecond < 1_000; millisecond++) {
      admitted(gateway, 6, 10);
      time.pass(Duration.ofMillis(1));
    }
    assertTrue(budget.exchanges.size() <= 4, "exchanges: " + budget.exchanges.size());
  }

  @Test
  void whatAnIdleGatewayHoldsIsGivenBackAndUsedByTheOther() {
    RateLimiter other = gateway();
    assertEquals(1, admitted(other, 100, 1));
    assertTrue(admitted(gateway, 100, 200) >= 94);
    other.rest();
    time.pass(Duration.ofMillis(501));
    other.rest();
    admitted(gateway, 100, 200);
    assertEquals(0, other.take(PROJECT, 100).remaining());
    int all = budget.exchanges.stream().mapToInt(BudgetStore.Exchange::back).sum();
    assertEquals(5, all);
  }

  @Test
  void twoGatewaysAtOnceLetOneBudgetThrough() {
    RateLimiter other = gateway();
    int admitted = 0;
    for (int i = 0; i < 5_000; i++) {
      admitted += admitted(gateway, 1_200, 1) + admitted(other, 1_200, 1);
      time.pass(Duration.ofMillis(1));
    }
    // One bucket of 1,200 lets 1,300 through in 5 s.
    assertTrue(admitted >= 1_290 && admitted <= 1_301, "admitted: " + admitted);
  }

  @Test
  void withoutTheStoreAGatewayGoesOnAloneAtTheProjectsRate() {
    assertEquals(10, admitted(gateway, 100, 10));
    budget.away = true;
    int admitted = admitted(gateway, 100, 200);
    assertTrue(admitted >= 89 && admitted <= 91, "admitted: " + admitted);
    budget.away = false;
    time.pass(Duration.ofSeconds(2));
    assertTrue(admitted(gateway, 100, 200) >= 3);
    assertTrue(budget.exchanges.size() < 40);
  }

  @Test
  void aLimitThatChangesHoldsAtOnce() {
    assertEquals(100, gateway.take(PROJECT, 100).limit());
    assertEquals(200, gateway.take(PROJECT, 200).limit());
    assertEquals(0, gateway.limit(new ProjectId("proj_2")));
    assertEquals(200, gateway.limit(PROJECT));
  }

  /** Many calls come before the store has answered the first. */
  @Test
  void callsThatWaitForTheFirstAnswerAreServedByIt() throws InterruptedException {
    Queue<Runnable> later = new ArrayDeque<>();
    RateLimiter slow =
        new RateLimiter(
            budget,
            CONFIGURATION,
            task -> {
              synchronized (later) {
                later.add(task);
                later.notifyAll();
              }
            },
            time);
    List<Thread> calls = new ArrayList<>();
    List<RateLimitStatus> standings = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      calls.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    RateLimitStatus status = slow.take(PROJECT, 600);
                    synchronized (standings) {
                      standings.add(status);
                    }
                  }));
    }
    Thread.ofVirtual().start(() -> runAll(later));
    for (Thread call : calls) {
      call.join();
    }
    assertTrue(standings.stream().allMatch(status -> status.refused().isEmpty()));
  }

  private static void runAll(Queue<Runnable> later) {
    while (true) {
      Runnable task;
      synchronized (later) {
        while (later.isEmpty()) {
          try {
            later.wait();
          } catch (InterruptedException e) {
            return;
          }
        }
        task = later.remove();
      }
      task.run();
    }
  }
}
