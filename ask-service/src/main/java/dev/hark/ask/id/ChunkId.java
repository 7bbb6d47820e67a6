package dev.hark.ask.id;

/** Names a chunk of a transcription: {@code chk_…}. */
public record ChunkId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "chk_";

  public ChunkId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
