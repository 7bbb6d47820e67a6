package dev.hark.ask.id;

/** Names a project: {@code proj_…}. */
public record ProjectId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "proj_";

  public ProjectId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
