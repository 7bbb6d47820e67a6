package dev.hark.search.index;

/** Names a chunk, the same each time the same event is cut: {@code chk_…}. */
public record ChunkId(String value) {
  public ChunkId {
    Ids.check("chk_", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
