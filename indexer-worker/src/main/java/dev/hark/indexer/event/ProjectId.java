package dev.hark.indexer.event;

/** Names the project that an event's data belongs to. */
public record ProjectId(String value) {
  public ProjectId {
    Ids.check("proj_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
