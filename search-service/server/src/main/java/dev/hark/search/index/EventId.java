package dev.hark.search.index;

/** Names an event: {@code evt_…}. */
public record EventId(String value) {
  public EventId {
    Ids.check("evt_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
