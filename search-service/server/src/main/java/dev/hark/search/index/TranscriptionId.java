package dev.hark.search.index;

/** Names a transcription within its project: {@code txn_…}. */
public record TranscriptionId(String value) {
  public TranscriptionId {
    Ids.check("txn_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
