package dev.hark.search.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Orders scored candidates, the same way each time. */
final class BestFirst {
  private static final Comparator<Scored> ORDER =
      Comparator.comparingDouble(Scored::score).reversed();

  private BestFirst() {}

  /** Best first; equal scores stay in the map's order. */
  static List<Scored> of(Map<Candidate, Double> scores) {
    return scores.entrySet().stream()
        .map(entry -> new Scored(entry.getKey(), entry.getValue()))
        .sorted(ORDER)
        .toList();
  }

  /** In this order, each with its own score or the least before it. */
  static List<Scored> falling(List<Scored> ordered) {
    List<Scored> falling = new ArrayList<>();
    double least = Double.MAX_VALUE;
    for (Scored scored : ordered) {
      least = Math.min(least, scored.score());
      falling.add(new Scored(scored.candidate(), least));
    }
    return falling;
  }
}
