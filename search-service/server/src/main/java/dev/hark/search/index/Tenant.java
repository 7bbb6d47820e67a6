package dev.hark.search.index;

/**
 * Whose data is meant: one end user in one half of a project. Every query of chunks takes one, so
 * that none can be written that reads across tenants.
 */
public record Tenant(Project project, EndUserId endUser) {
  /** What chunks are filtered and routed by; unique over all tenants. */
  public String key() {
    return project.key() + "/" + endUser.value();
  }
}
