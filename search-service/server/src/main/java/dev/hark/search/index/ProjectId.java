package dev.hark.search.index;

/** Names a project: {@code proj_…}. */
public record ProjectId(String value) {
  public ProjectId {
    Ids.check("proj_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
