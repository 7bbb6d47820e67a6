package dev.hark.search.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Orders what was found so that a reader who stops early has all three: the best matches, the
 * stretches of talk around them, which answer in full, and moments elsewhere, one of which may be
 * the one that answers.
 */
public final class Selection {
  /**
   * Best matches by turns; one with strong neighbours and one apart from all chosen follow each
   * time. Of twenty patterns this asked the least of the questions hit for the words recalled, on
   * the train meetings.
   */
  private static final int BEST = 3;

  /** Share of a neighbour's score; 0.2 to 0.6 trades questions hit for words recalled. */
  private static final double NEIGHBOUR_SHARE = 0.3;

  private Selection() {}

  /** The same candidates; scores go down the list, none above the candidate's own. */
  public static List<Scored> of(List<Scored> fused) {
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    fused.forEach(scored -> scores.put(scored.candidate(), scored.score()));
    List<Scored> byScore = BestFirst.of(scores);
    Iterator<Scored> best = byScore.iterator();
    Iterator<Scored> apart = byScore.iterator();
    Iterator<Scored> surrounded = BestFirst.of(withNeighbours(scores)).iterator();
    Set<Candidate> chosen = new LinkedHashSet<>();
    while (chosen.size() < scores.size()) {
      take(best, BEST, candidate -> true, chosen);
      take(surrounded, 1, candidate -> true, chosen);
      take(apart, 1, candidate -> isApart(candidate, chosen), chosen);
    }
    return descending(chosen, scores);
  }

  private static boolean isApart(Candidate candidate, Set<Candidate> chosen) {
    return !chosen.contains(candidate.neighbour(-1)) && !chosen.contains(candidate.neighbour(1));
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

  /** Takes the next that were not chosen yet and are suitable; those passed over stay so. */
  private static void take(
      Iterator<Scored> ranking, int count, Predicate<Candidate> suitable, Set<Candidate> chosen) {
    int enough = chosen.size() + count;
    while (chosen.size() < enough && ranking.hasNext()) {
      Candidate next = ranking.next().candidate();
      if (suitable.test(next)) {
        chosen.add(next);
      }
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
