package dev.hark.indexer.event;

/** Names one event; the same one each time it is sent. */
public record EventId(String value) {
  public EventId {
    Ids.check("evt_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
