package dev.hark.search.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders what was found so that a reader who stops early has both: the best matches, which may be
 * the one moment that answers, and the stretches of talk around them, which answer in full.
 */
public final class Selection {
  /**
   * How many of each kind by turns; best matches first. Chosen on the train meetings together with
   * the share below.
   */
  private static final int RUN = 3;

  /** Share of a neighbour's score; 0.2 to 0.6 trades questions hit for words recalled. */
  private static final double NEIGHBOUR_SHARE = 0.3;

  private Selection() {}

  /** The same candidates; scores go down the list, none above the candidate's own. */
  public static List<Scored> of(List<Scored> fused) {
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    fused.forEach(scored -> scores.put(scored.candidate(), scored.score()));
    Iterator<Scored> best = BestFirst.of(scores).iterator();
    Iterator<Scored> surrounded = BestFirst.of(withNeighbours(scores)).iterator();
    Set<Candidate> chosen = new LinkedHashSet<>();
    while (chosen.size() < scores.size()) {
      take(best, chosen);
      take(surrounded, chosen);
    }
    return descending(chosen, scores);
  }

  private static Map<Candidate, Double> withNeighbours(Map<Candidate, Double> scores) {
    Map<Candidate, Double> raised = new LinkedHashMap<>();
    scores.forEach(
        (candidate, score) -> {
          double before = scores.getOrDefault(candidate.neighbour(-1), 0.0);
          double after = scores.getOrDefault(candidate.neighbour(1), 0.0);
          raised.put(candidate, score + NEIGHBOUR_SHARE * (before + after));
        });
    return raised;
  }

  private static void take(Iterator<Scored> ranking, Set<Candidate> chosen) {
    int enough = chosen.size() + RUN;
    while (chosen.size() < enough && ranking.hasNext()) {
      chosen.add(ranking.next().candidate());
    }
  }

  private static List<Scored> descending(Set<Candidate> chosen, Map<Candidate, Double> scores) {
    List<Scored> selected = new ArrayList<>();
    double least = Double.MAX_VALUE;
    for (Candidate candidate : chosen) {
      least = Math.min(least, scores.getOrDefault(candidate, 0.0));
      selected.add(new Scored(candidate, least));
    }
    return selected;
  }
}
