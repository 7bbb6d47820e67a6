package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import java.util.List;

/** Which passages stand side by side in a recording, and who speaks there. */
final class Neighbours {
  private Neighbours() {}

  static boolean sameRecording(List<Passage> passages, int one, int other) {
    return other >= 0
        && other < passages.size()
        && passages.get(one).recording().equals(passages.get(other).recording());
  }

  /** With who says it, if that is a name. */
  static String spoken(Passage passage) {
    return passage.speaker().filter(Neighbours::isName).map(name -> name + ": ").orElse("")
        + passage.text();
  }

  static boolean isQuestion(Passage passage) {
    return passage.text().stripTrailing().endsWith("?");
  }

  /** "SPEAKER_1" and the like say nothing. */
  static boolean isName(String speaker) {
    return !speaker.matches("(?i)speaker[ _-]?\\w{0,3}");
  }
}
