package dev.hark.search.index;

/** Names an end user within its project: {@code eu_…}. */
public record EndUserId(String value) {
  public EndUserId {
    Ids.check("eu_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
