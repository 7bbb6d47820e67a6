package dev.hark.indexer.event;

/** Names the one whose recording it is. */
public record EndUserId(String value) {
  public EndUserId {
    Ids.check("eu_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
