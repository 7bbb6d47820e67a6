package dev.hark.bench.meeting;

import dev.hark.bench.meeting.Meeting.Turn;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gives turns without times theirs: spoken one after the other at 150 words a minute, a turn
 * without words as long as one word.
 */
final class TurnClock {
  static final long MS_PER_WORD = 400;

  /** What the transcribers noted beside the words, such as {@code {vocalsound}}. */
  private static final Pattern ANNOTATION = Pattern.compile("\\{[a-z]+\\}");

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private long now;

  /** The next turn. */
  Turn speak(String speaker, String content) {
    String text = ANNOTATION.matcher(content).replaceAll("").strip();
    List<String> words = text.isEmpty() ? List.of() : List.of(WHITE_SPACE.split(text));
    long start = now;
    now += Math.max(1, words.size()) * MS_PER_WORD;
    return new Turn(speaker, text, words, start, now);
  }
}
