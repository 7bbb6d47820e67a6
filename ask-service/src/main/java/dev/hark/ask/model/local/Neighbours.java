package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.util.List;

/** Which passages stand side by side in a recording. */
final class Neighbours {
  private Neighbours() {}

  static boolean sameRecording(List<Passage> passages, int one, int other) {
    return other >= 0
        && other < passages.size()
        && passages.get(one).recording().equals(passages.get(other).recording());
  }

  /** A passage between the ones before and after it, as far as the recording has them. */
  static String around(List<Passage> passages, int index) {
    StringBuilder text = new StringBuilder();
    for (int i = index - 1; i <= index + 1; i++) {
      if (i == index || sameRecording(passages, index, i)) {
        text.append(text.isEmpty() ? "" : " ").append(spoken(passages.get(i)));
      }
    }
    return text.toString();
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
