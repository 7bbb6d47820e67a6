package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.util.List;

/** Which passages stand side by side in a recording. */
final class Neighbours {
  /** More of what is said beside a passage would drown it. */
  private static final int MOST_BESIDE = 300;

  private Neighbours() {}

  static boolean sameRecording(List<Passage> passages, int one, int other) {
    return other >= 0
        && other < passages.size()
        && passages.get(one).recording().equals(passages.get(other).recording());
  }

  /** What was said just before, in the same recording; blank at its beginning. */
  static String before(List<Passage> passages, int index) {
    if (!sameRecording(passages, index, index - 1)) {
      return "";
    }
    String before = spoken(passages.get(index - 1));
    return before.substring(Math.max(0, before.length() - MOST_BESIDE)) + " ";
  }

  /** What was said next, in the same recording; blank at its end. */
  static String after(List<Passage> passages, int index) {
    if (!sameRecording(passages, index, index + 1)) {
      return "";
    }
    String after = spoken(passages.get(index + 1));
    return " " + after.substring(0, Math.min(after.length(), MOST_BESIDE));
  }

  static String spoken(Passage passage) {
    return passage.speaker().filter(Neighbours::isName).map(name -> name + ": ").orElse("")
        + passage.text();
  }

  /** "SPEAKER_1" and the like say nothing. */
  static boolean isName(String speaker) {
    return !speaker.matches("(?i)speaker[ _-]?\\w{0,3}");
  }
}
