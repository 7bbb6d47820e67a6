package dev.hark.search.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders what was found so that a reader who stops early has all three: the best matches of both
 * legs together, what one leg alone is sure of, which the other may not understand, and the
 * stretches of talk around them, which answer in full.
 */
public final class Selection {
  /**
   * By turns so many best matches, the best of each leg, and so many with strong neighbours. Of
   * thirty patterns this one had the highest sum of words recalled and questions hit, on both
   * halves of the train meetings.
   */
  private static final int BEST = 2;

  private static final int SURROUNDED = 3;

  /** Share of a neighbour's score; 0.2 to 0.6 trades questions hit for words recalled. */
  private static final double NEIGHBOUR_SHARE = 0.3;

  private Selection() {}

  /** All candidates of both legs; scores go down the list, none above the candidate's own. */
  public static List<Scored> of(Legs legs) {
    List<Scored> fused = ReciprocalRankFusion.fuse(List.of(legs.semantic(), legs.lexical()));
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    fused.forEach(scored -> scores.put(scored.candidate(), scored.score()));
    Iterator<Candidate> best = candidates(fused);
    Iterator<Candidate> surrounded = candidates(BestFirst.of(withNeighbours(scores)));
    Iterator<Candidate> semantic = legs.semantic().iterator();
    Iterator<Candidate> lexical = legs.lexical().iterator();
    Set<Candidate> chosen = new LinkedHashSet<>();
    while (chosen.size() < scores.size()) {
      take(best, BEST, chosen);
      take(semantic, 1, chosen);
      take(lexical, 1, chosen);
      take(surrounded, SURROUNDED, chosen);
    }
    return descending(chosen, scores);
  }

  private static Iterator<Candidate> candidates(List<Scored> ranking) {
    return ranking.stream().map(Scored::candidate).iterator();
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

  /** Takes the next that were not chosen yet. */
  private static void take(Iterator<Candidate> ranking, int count, Set<Candidate> chosen) {
    int enough = chosen.size() + count;
    while (chosen.size() < enough && ranking.hasNext()) {
      chosen.add(ranking.next());
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
