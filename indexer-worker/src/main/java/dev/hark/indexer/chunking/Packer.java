package dev.hark.indexer.chunking;

import java.util.ArrayList;
import java.util.List;

/** Fills chunks with parts as they come. */
final class Packer {
  private final List<Chunk> chunks = new ArrayList<>();
  private List<Part> parts = new ArrayList<>();
  private int words;
  private int lastWords;

  void add(Part part, int partWords) {
    if (isFullFor(partWords)) {
      close();
    }
    append(part);
    words += partWords;
  }

  /** Lets a turn that is cut anyway begin a chunk of its own if the one before is long enough. */
  void beginLongTurn() {
    if (words >= Chunker.MIN_WORDS) {
      close();
    }
  }

  List<Chunk> finish() {
    if (words > 0) {
      boolean isRest = words < Chunker.MIN_WORDS && words + lastWords <= Chunker.MAX_WORDS;
      if (isRest && !chunks.isEmpty()) {
        List<Part> rest = parts;
        parts = new ArrayList<>(chunks.removeLast().parts());
        rest.forEach(this::append);
      }
      close();
    }
    return List.copyOf(chunks);
  }

  private boolean isFullFor(int partWords) {
    int together = words + partWords;
    if (words == 0 || partWords == 0 || together <= Chunker.TARGET_WORDS) {
      return false;
    }
    return words >= Chunker.MIN_WORDS || together > Chunker.MAX_WORDS;
  }

  /** Pieces of one turn that meet in a chunk are one part. */
  private void append(Part part) {
    if (!parts.isEmpty() && parts.getLast().index() == part.index()) {
      parts.set(parts.size() - 1, parts.getLast().until(part.to()));
    } else {
      parts.add(part);
    }
  }

  private void close() {
    chunks.add(new Chunk(chunks.size(), parts));
    parts = new ArrayList<>();
    lastWords = words;
    words = 0;
  }
}
