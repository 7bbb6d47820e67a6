package dev.hark.indexer.indexing;

import dev.hark.indexer.chunking.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is embedded of a chunk, which is more than what is shown: the recording's title and who
 * speaks stand before the words. Questions often name the speaker; with the names, k-NN alone
 * recalled 0.03 more on the train meetings.
 */
final class PassageText {
  private PassageText() {}

  /**
   * The text of one chunk, as in {@code Stand-up. Ada, Ben: Good morning. …}.
   *
   * @param title of the recording, if the event says
   */
  static String of(@Nullable String title, Chunk chunk) {
    List<String> before = new ArrayList<>();
    if (title != null && !title.isBlank()) {
      before.add(title.strip() + ".");
    }
    String speakers =
        chunk.parts().stream()
            .map(part -> part.turn().speaker())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!speakers.isEmpty()) {
      before.add(speakers + ":");
    }
    before.add(chunk.text());
    return String.join(" ", before);
  }
}
