package dev.hark.indexer.event;

/** Names a recording. */
public record RecordingId(String value) {
  public RecordingId {
    Ids.check("rec_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
