package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Picks the sentences that fit best, from a few moments. */
final class Moments {
  /** As the contract of the extractive answerer says. */
  private static final int MOST_MOMENTS = 5;

  /** More sentences answer hardly more of the tuning questions. */
  private static final int MOST_PASSAGES = 15;

  /** Sentences that are at most so far apart belong to one moment. */
  private static final int GAP = 4;

  private Moments() {}

  /**
   * Places of the chosen passages, in the order of the recordings.
   *
   * @param scores by place, of those that may be chosen; the higher the better
   */
  static SortedSet<Integer> best(List<Passage> passages, SortedMap<Integer, Double> scores) {
    List<SortedSet<Integer>> moments = new ArrayList<>();
    SortedSet<Integer> chosen = new TreeSet<>();
    List<Integer> bestFirst =
        scores.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    for (int index : bestFirst) {
      if (chosen.size() < MOST_PASSAGES && !chosen.contains(index)) {
        add(passages, moments, chosen, index);
      }
    }
    return chosen;
  }

  private static void add(
      List<Passage> passages,
      List<SortedSet<Integer>> moments,
      SortedSet<Integer> chosen,
      int index) {
    SortedSet<Integer> moment =
        moments.stream()
            .filter(some -> some.stream().anyMatch(other -> near(passages, index, other)))
            .findFirst()
            .orElseGet(TreeSet::new);
    if (moment.isEmpty()) {
      if (moments.size() == MOST_MOMENTS) {
        return;
      }
      moments.add(moment);
    }
    moment.add(index);
    if (asks(passages.get(index)) && Neighbours.sameRecording(passages, index, index + 1)) {
      // A question that fits is worth its answer.
      moment.add(index + 1);
    }
    chosen.addAll(moment);
  }

  private static boolean near(List<Passage> passages, int one, int other) {
    return Math.abs(one - other) <= GAP && Neighbours.sameRecording(passages, one, other);
  }

  private static boolean asks(Passage passage) {
    return passage.text().stripTrailing().endsWith("?");
  }
}
