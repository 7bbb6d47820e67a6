package dev.hark.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.limit.BudgetStore.Exchange;
import dev.hark.gateway.limit.BudgetStore.Taken;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The bucket that gateways share, as the database keeps it. Takes {@code -Dseed=}. */
class PostgresBudgetStoreIT {
  private final RunningGateway gateway = RunningGateway.shared();

  private ProjectId project(String id) {
    gateway.key("--project", id);
    return new ProjectId(id);
  }

  /** As another gateway would take from it. */
  private BudgetStore store(String name, Duration lease) {
    PostgresBudgetStore store = gateway.part(PostgresBudgetStore.class);
    return (project, asked) ->
        store.take(
            project.value(),
            name,
            asked.limit(),
            asked.kept(),
            asked.back(),
            asked.wanted(),
            lease.toMillis() / 1000.0);
  }

  @Test
  void manyGatewaysNeverTakeMoreThanOneBucketHolds() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("PostgresBudgetStoreIT -Dseed=" + seed);
    ProjectId project = project("proj_bucket");
    int limit = 1_200;
    long begun = System.nanoTime();
    long end = begun + Duration.ofMillis(1_500).toNanos();
    List<Future<Integer>> used = new ArrayList<>();
    try (ExecutorService gateways = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        BudgetStore store = store("gateway" + i, Duration.ofSeconds(10));
        Random random = new Random(seed + i);
        used.add(gateways.submit(() -> use(store, project, limit, random, end)));
      }
    }
    int all = 0;
    for (Future<Integer> one : used) {
      all += one.get();
    }
    double budget = limit + (System.nanoTime() - begun) / 1e9 * limit / 60;
    assertTrue(all <= budget, "seed " + seed + ": " + all + " of " + budget);
    assertTrue(all >= limit * 0.95, "seed " + seed + ": " + all + " of " + budget);
  }

  private static int use(BudgetStore store, ProjectId project, int limit, Random random, long end) {
    int held = 0;
    int used = 0;
    while (System.nanoTime() < end) {
      int back = held == 0 ? 0 : random.nextInt(held + 1);
      int spent = random.nextInt(held - back + 1);
      used += spent;
      held -= back + spent;
      held += store.take(project, new Exchange(limit, held, back, random.nextInt(60))).granted();
    }
    return used + held;
  }

  @Test
  void whatADeadGatewayHeldComesBackWithTimeOnceItsLeaseHasEnded() {
    ProjectId project = project("proj_dead");
    BudgetStore dead = store("dead", Duration.ofMillis(300));
    BudgetStore alive = store("alive", Duration.ofSeconds(10));
    int limit = 60_000;
    assertEquals(30_000, dead.take(project, new Exchange(limit, 0, 0, 30_000)).granted());
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    Taken first = alive.take(project, new Exchange(limit, 0, 0, 0));
    assertTrue(first.left() <= 30_000, "left: " + first.left());
    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
    Taken later = alive.take(project, new Exchange(limit, 0, 0, 0));
    assertTrue(later.left() > 30_100 && later.left() < 32_000, "left: " + later.left());
  }
}
