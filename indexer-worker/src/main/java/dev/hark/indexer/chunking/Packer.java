package dev.hark.indexer.chunking;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills chunks with parts as they come, each as near to {@link Chunker#TARGET_WORDS} as it gets.
 */
final class Packer {
  private final List<Chunk> chunks = new ArrayList<>();
  private List<Part> parts = new ArrayList<>();
  private int words;

  void add(Part part) {
    if (words > 0 && isNearerWithout(part.words())) {
      close();
    }
    append(part);
    words += part.words();
  }

  List<Chunk> finish() {
    if (words > 0) {
      close();
    }
    return List.copyOf(chunks);
  }

  private boolean isNearerWithout(int partWords) {
    return Math.abs(words + partWords - Chunker.TARGET_WORDS)
        > Math.abs(words - Chunker.TARGET_WORDS);
  }

  /** Pieces of one turn that meet in a chunk are one part. */
  private void append(Part part) {
    if (!parts.isEmpty() && parts.getLast().index() == part.index()) {
      parts.set(parts.size() - 1, parts.getLast().with(part));
    } else {
      parts.add(part);
    }
  }

  private void close() {
    chunks.add(new Chunk(chunks.size(), parts));
    parts = new ArrayList<>();
    words = 0;
  }
}
