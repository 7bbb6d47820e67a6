package dev.hark.ask.id;

/** Names an end user within a project: {@code eu_…}. */
public record EndUserId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "eu_";

  public EndUserId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
