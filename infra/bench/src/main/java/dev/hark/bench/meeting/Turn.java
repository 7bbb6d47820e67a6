package dev.hark.bench.meeting;

import java.util.List;

/**
 * What one speaker says without a break.
 *
 * @param text as it is published; its words are {@code words}, or it is blank
 * @param startMs from the meeting's start
 */
public record Turn(String speaker, String text, List<String> words, long startMs, long endMs) {
  public Turn {
    words = List.copyOf(words);
    if (startMs < 0 || endMs < startMs) {
      throw new IllegalArgumentException("a turn must not end before it starts: " + startMs);
    }
  }
}
