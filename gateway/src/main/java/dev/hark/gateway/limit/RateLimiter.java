package dev.hark.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hark.runtime.id.Ids.ProjectId;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Keeps every project within its requests a minute, over all gateways. Safe for many threads. */
@Singleton
public class RateLimiter {
  /** Each is small; one that is forgotten begins anew with what the store says. */
  private static final int MOST_PROJECTS = 100_000;

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

  private final BudgetStore store;
  private final LimitConfiguration configuration;
  private final Executor threads;
  private final Clocks clocks;
  private final Cache<ProjectId, ProjectBudget> budgets =
      Caffeine.newBuilder().maximumSize(MOST_PROJECTS).expireAfterAccess(FORGOTTEN_AFTER).build();

  @Inject
  RateLimiter(
      BudgetStore store,
      LimitConfiguration configuration,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    this(store, configuration, threads, Clocks.SYSTEM);
  }

  RateLimiter(
      BudgetStore store, LimitConfiguration configuration, Executor threads, Clocks clocks) {
    this.store = store;
    this.configuration = configuration;
    this.threads = threads;
    this.clocks = clocks;
  }

  /**
   * Counts one request. Blocks only when this gateway holds nothing of the project's budget.
   *
   * @param perMinute the project's limit
   */
  public RateLimitStatus take(ProjectId project, int perMinute) {
    return budgets.get(project, id -> budget(id, perMinute)).take(perMinute);
  }

  private ProjectBudget budget(ProjectId project, int perMinute) {
    return new ProjectBudget(project, perMinute, store, configuration, threads, clocks);
  }

  /** The limit of a project that has just asked; 0 for one that has not for long. */
  int limit(ProjectId project) {
    @Nullable ProjectBudget budget = budgets.getIfPresent(project);
    return budget == null ? 0 : budget.limit();
  }

  /** Gives back what nobody here needs. */
  @Scheduled(fixedDelay = "250ms")
  void rest() {
    budgets.asMap().values().forEach(ProjectBudget::rest);
  }
}
