package dev.hark.gateway.limit;

import dev.hark.runtime.id.Ids.ProjectId;
import io.micronaut.data.annotation.MappedEntity;

/** The one budget of a project, which all gateways take tokens from. Safe for many threads. */
interface BudgetStore {
  /**
   * Puts tokens back and takes others; what is taken is this gateway's for the lease's time.
   *
   * @throws dev.hark.gateway.error.FailureException when it cannot be reached
   */
  Taken take(ProjectId project, Exchange exchange);

  /**
   * What a gateway asks for.
   *
   * @param limit of the project, requests a minute
   * @param kept tokens that it holds and keeps
   * @param back tokens that it held and gives back
   * @param wanted tokens that it would like on top
   */
  record Exchange(int limit, int kept, int back, int wanted) {}

  /**
   * What it gets.
   *
   * @param granted 0 to as many as were wanted
   * @param left what the budget holds after that, parts of a token too
   */
  @MappedEntity
  record Taken(int granted, double left) {}
}
