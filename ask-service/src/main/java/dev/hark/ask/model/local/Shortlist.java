package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which passages are worth being embedded. */
final class Shortlist {
  /**
   * Four seconds on two cores when none has been embedded before. Of the tuning questions 133 of
   * 150 get their moment, all passages compared it would be 136.
   */
  private static final int MOST = 250;

  private Shortlist() {}

  /**
   * Places of those that share most words with the question, or stand beside one; in order. Of
   * those that share as many they are from everywhere, not from the beginning.
   */
  static List<Integer> of(List<Passage> passages, WordFit words) {
    double[] fit = IntStream.range(0, passages.size()).mapToDouble(words::of).toArray();
    double[] best =
        IntStream.range(0, fit.length)
            .mapToDouble(place -> bestBeside(passages, fit, place))
            .toArray();
    return IntStream.range(0, best.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer place) -> -best[place])
                .thenComparing(Integer::reverse, Integer::compareUnsigned))
        .limit(MOST)
        .sorted()
        .toList();
  }

  private static double bestBeside(List<Passage> passages, double[] fit, int place) {
    return IntStream.rangeClosed(place - 1, place + 1)
        .filter(other -> Neighbours.sameRecording(passages, place, other))
        .mapToDouble(other -> fit[other])
        .max()
        .orElseThrow();
  }
}
