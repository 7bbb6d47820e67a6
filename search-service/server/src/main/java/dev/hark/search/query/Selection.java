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
 * stretches of talk around them, which answer in full. A recording that is called by its name comes
 * before them.
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

  /** Chunks of a recording that its title brings forward; 1 gained less, 5 lost more when wrong. */
  private static final int OF_A_RECORDING = 3;

  private Selection() {}

  /**
   * All candidates of both legs, and the openings of recordings that are called and have none;
   * scores go down the list, none above the candidate's own.
   */
  static List<Scored> of(Legs legs, Called called) {
    List<Candidate> titled = titled(legs, called);
    List<Scored> fused =
        ReciprocalRankFusion.fuse(List.of(legs.semantic(), legs.lexical(), titled));
    Map<Candidate, Double> scores = new LinkedHashMap<>();
    fused.forEach(scored -> scores.put(scored.candidate(), scored.score()));
    Iterator<Candidate> best = candidates(fused);
    Iterator<Candidate> surrounded = candidates(BestFirst.of(withNeighbours(scores)));
    Iterator<Candidate> semantic = legs.semantic().iterator();
    Iterator<Candidate> lexical = legs.lexical().iterator();
    Set<Candidate> chosen = new LinkedHashSet<>();
    if (called.byName()) {
      chosen.addAll(titled);
    }
    while (chosen.size() < scores.size()) {
      take(best, BEST, chosen);
      take(semantic, 1, chosen);
      take(lexical, 1, chosen);
      take(surrounded, SURROUNDED, chosen);
    }
    return BestFirst.falling(
        chosen.stream()
            .map(candidate -> new Scored(candidate, scores.getOrDefault(candidate, 0.0)))
            .toList());
  }

  /** The best chunk of each recording that is called, the likest title first, then the next. */
  private static List<Candidate> titled(Legs legs, Called called) {
    List<Candidate> titled = new ArrayList<>();
    if (called.openings().isEmpty()) {
      return titled;
    }
    List<Scored> fused = ReciprocalRankFusion.fuse(List.of(legs.semantic(), legs.lexical()));
    List<Iterator<Candidate>> own =
        called.openings().stream().map(opening -> own(opening, fused)).toList();
    for (int place = 0; place < OF_A_RECORDING; place++) {
      own.stream().filter(Iterator::hasNext).forEach(recording -> titled.add(recording.next()));
    }
    return titled;
  }

  private static Iterator<Candidate> own(Candidate opening, List<Scored> fused) {
    List<Candidate> found =
        fused.stream()
            .map(Scored::candidate)
            .filter(candidate -> candidate.recording().equals(opening.recording()))
            .toList();
    return (found.isEmpty() ? List.of(opening) : found).iterator();
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
}
