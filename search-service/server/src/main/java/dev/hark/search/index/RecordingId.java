package dev.hark.search.index;

/** Names a recording within its project: {@code rec_…}. */
public record RecordingId(String value) {
  public RecordingId {
    Ids.check("rec_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
