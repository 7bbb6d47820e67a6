package dev.hark.indexer.indexing;

import dev.hark.indexer.chunking.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is embedded of a chunk; it may be more than what is shown. So far it is the words alone:
 * nothing else has been measured.
 */
final class PassageText {
  private PassageText() {}

  /**
   * The text of one chunk.
   *
   * @param title of the recording, if the event says
   * @param chunks of the whole transcript, in order
   */
  static String of(@Nullable String title, List<Chunk> chunks, int ordinal) {
    return chunks.get(ordinal).text();
  }
}
