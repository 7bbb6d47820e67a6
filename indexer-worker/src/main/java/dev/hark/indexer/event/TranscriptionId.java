package dev.hark.indexer.event;

/** Names one transcription of a recording; a recording may see several. */
public record TranscriptionId(String value) {
  public TranscriptionId {
    Ids.check("txn_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
