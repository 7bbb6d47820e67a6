package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Picks what is quoted. */
final class Moments {
  /** Of those who ask for a fact; one more sentence answers hardly more of them. */
  private static final int MOST = 8;

  /** Of those who ask about the talk: neighbours fit alike, so that it is one moment mostly. */
  private static final int OF_TALK = 4;

  /** Below it a passage only says yes or no; three bytes are a character of Chinese. */
  private static final int LEAST_BYTES = 15;

  private Moments() {}

  /** Places of the chosen passages, in the order of the recordings. */
  static SortedSet<Integer> best(List<Passage> passages, Fit fit) {
    int most = fit.aboutTalk() ? OF_TALK : MOST;
    SortedSet<Integer> chosen = new TreeSet<>();
    List<Integer> bestFirst =
        fit.scores().entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<Integer, Double> it) -> !says(passages, it.getKey()))
                    .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
            .map(Map.Entry::getKey)
            .toList();
    for (int place : bestFirst) {
      if (chosen.size() < most) {
        chosen.add(place);
      }
      if (chosen.size() < most
          && passages.get(place).text().stripTrailing().endsWith("?")
          && fit.scores().containsKey(place + 1)
          && Neighbours.sameRecording(passages, place, place + 1)) {
        // A question that fits is worth its answer.
        chosen.add(place + 1);
      }
    }
    return chosen;
  }

  private static boolean says(List<Passage> passages, int place) {
    return passages.get(place).text().getBytes(StandardCharsets.UTF_8).length >= LEAST_BYTES;
  }
}
