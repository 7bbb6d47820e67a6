package dev.hark.ask.prompt;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Segment;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.words.Words;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The same words of a recording count once, whatever their case, spaces and punctuation. For one
 * prompt, and one thread.
 */
final class SameWords {
  /** Segments of a chunk that are nothing but others of it again: fewer are talk. */
  private static final int LEAST_LOOP = 8;

  /** How often each of them comes, in the middle. */
  private static final int ROUNDS = 4;

  /** Characters by which the lengths of the same words may differ, for signs and spaces. */
  private static final int SIGNS = 8;

  private final Map<RecordingId, Set<String>> said = new HashMap<>();

  /**
   * What a chunk says.
   *
   * @param words of its segments, one text each
   */
  record Spoken(Chunk chunk, List<String> words) {
    static Spoken of(Chunk chunk) {
      List<String> words =
          chunk.segments().stream().map(segment -> SameWords.of(segment.text())).toList();
      return new Spoken(chunk, words);
    }

    /** Whether it is a few segments over and over, as of a recogniser that is stuck. */
    boolean isLoop() {
      Map<String, Integer> counts = new HashMap<>();
      words.forEach(each -> counts.merge(each, 1, Integer::sum));
      return words.size() >= LEAST_LOOP
          && counts.size() * ROUNDS <= words.size()
          && Collections.min(counts.values()) > 1;
    }
  }

  /** Whether any of its segments says what none that was {@link #add}ed says. */
  boolean isNew(Spoken spoken) {
    return !said.getOrDefault(spoken.chunk().recordingId(), Set.of()).containsAll(spoken.words());
  }

  void add(Spoken spoken) {
    said.computeIfAbsent(spoken.chunk().recordingId(), any -> new HashSet<>())
        .addAll(spoken.words());
  }

  /** Whether a segment says again what its speaker has just said. */
  static boolean again(Optional<Segment> before, Segment segment) {
    return before
        .filter(last -> Math.abs(last.text().length() - segment.text().length()) <= SIGNS)
        .filter(last -> last.speaker().equals(segment.speaker()))
        .filter(last -> of(last.text()).equals(of(segment.text())))
        .isPresent();
  }

  /** What has no words, such as emoji, stands for itself. */
  private static String of(String text) {
    String words = String.join(" ", Words.of(text));
    return words.isEmpty() ? text.strip() : words;
  }
}
