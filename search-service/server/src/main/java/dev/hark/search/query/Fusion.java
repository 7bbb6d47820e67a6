package dev.hark.search.query;

import dev.hark.search.query.ChunkSearch.Legs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses what the legs found by a weighted sum of their scores, each leg's own brought to 0 for its
 * last and 1 for its best: ranks alone forget how much better the best is.
 */
final class Fusion {
  /**
   * Beside 1 - this for the words. On both halves of the train meetings 0.3 to 0.45 found more than
   * reciprocal ranks did, in a recording and in the library.
   */
  private static final double MEANING = 0.4;

  /** Shown of what is first in both legs: what it would have by reciprocal ranks. */
  private static final double BEST = 2.0 / 61;

  /** Share of it that is shown of what is last in the only leg that found it. */
  private static final double LEAST = 0.05;

  /** What both legs find among their better half is first with it, as by reciprocal ranks. */
  private static final double LIFT = 0.75;

  private Fusion() {}

  /** All candidates of both legs, from 0 to 1 for the best in both. */
  static Map<Candidate, Double> of(Legs legs) {
    return of(legs.lexical(), legs.semantic());
  }

  /** The same of what they found elsewhere. */
  static Map<Candidate, Double> of(List<Scored> lexical, List<Scored> semantic) {
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    add(scores, semantic, MEANING);
    add(scores, lexical, 1 - MEANING);
    return scores;
  }

  /** One leg in its own order, as its scores are shown. */
  static List<Scored> single(List<Scored> leg) {
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    add(scores, leg, 1);
    scores.replaceAll((candidate, score) -> shown(score));
    return Scored.bestFirst(scores);
  }

  /** A fused score as it is shown: never 0, on a scale that clients know. */
  static double shown(double score) {
    return BEST * (LEAST + (1 - LEAST) * score);
  }

  /** Brings candidates forward, found by a leg or not. */
  static void lift(Map<Candidate, Double> scores, List<Candidate> lifted) {
    lifted.forEach(candidate -> scores.merge(candidate, LIFT, Double::sum));
  }

  private static void add(Map<Candidate, Double> scores, List<Scored> leg, double share) {
    double best = leg.stream().mapToDouble(Scored::score).max().orElse(0);
    double last = leg.stream().mapToDouble(Scored::score).min().orElse(0);
    for (Scored scored : leg) {
      double part = best == last ? 1 : (scored.score() - last) / (best - last);
      scores.merge(scored.candidate(), share * part, Double::sum);
    }
  }
}
