package dev.hark.search.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses rankings by reciprocal rank: a place counts 1 / (60 + place), the places of a candidate in
 * all rankings are added up. The legs' own scores are not comparable, their ranks are.
 */
public final class ReciprocalRankFusion {
  /** From the paper that introduced the method; nothing better was found on the train meetings. */
  private static final int K = 60;

  private ReciprocalRankFusion() {}

  /** All candidates, best first; those that score the same stay in the order of the rankings. */
  public static List<Scored> fuse(List<List<Candidate>> rankings) {
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    for (List<Candidate> ranking : rankings) {
      for (int place = 1; place <= ranking.size(); place++) {
        scores.merge(ranking.get(place - 1), 1.0 / (K + place), Double::sum);
      }
    }
    return BestFirst.of(scores);
  }

  /** One ranking in its own order, on the same scale. */
  public static List<Scored> single(List<Candidate> ranking) {
    return fuse(List.of(ranking));
  }
}
