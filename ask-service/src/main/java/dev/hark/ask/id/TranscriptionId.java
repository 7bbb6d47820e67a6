package dev.hark.ask.id;

/** Names a transcription: {@code txn_…}. */
public record TranscriptionId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "txn_";

  public TranscriptionId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
