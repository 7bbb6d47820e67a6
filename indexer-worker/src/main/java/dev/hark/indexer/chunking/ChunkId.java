package dev.hark.indexer.chunking;

/** Names one chunk of one transcription of one recording. */
public record ChunkId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
