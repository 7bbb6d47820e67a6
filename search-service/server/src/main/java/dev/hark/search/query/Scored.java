package dev.hark.search.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A candidate and how well it fits: at least 0, finite, comparable within one search. */
public record Scored(Candidate candidate, double score) {
  private static final Comparator<Scored> ORDER =
      Comparator.comparingDouble(Scored::score).reversed();

  public Scored {
    if (!Double.isFinite(score) || score < 0) {
      throw new IllegalArgumentException("a score is finite and at least 0, not " + score);
    }
  }

  /** Best first; equal scores stay in the map's order. */
  static List<Scored> bestFirst(Map<Candidate, Double> scores) {
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
