package dev.hark.search.query;

import dev.hark.search.query.ChunkSearch.Legs;
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
final class Selection {
  /**
   * By turns so many best matches, the best of each leg, and so many with strong neighbours. Of
   * eleven patterns with six shares and five weights of the legs, all on the train meetings, this
   * one hit most questions among those that recalled no fewer words than before, by a hundredth in
   * the library.
   */
  private static final int BEST = 2;

  private static final int SURROUNDED = 2;

  /** Share of a neighbour's score; more trades questions hit for words recalled. */
  private static final double NEIGHBOUR_SHARE = 0.4;

  /** Chunks of a recording that its title brings forward; 1 gained less, 5 lost more when wrong. */
  private static final int OF_A_RECORDING = 3;

  private Selection() {}

  /**
   * All candidates of both legs, and the openings of recordings that are called and have none;
   * scores go down the list, none above the candidate's own.
   */
  static List<Scored> of(Legs legs, TitleMatches called) {
    Map<Candidate, Double> scores = Fusion.of(legs);
    List<Candidate> titled = titled(scores, called);
    Fusion.lift(scores, titled);
    Iterator<Candidate> best = candidates(Scored.bestFirst(scores));
    Iterator<Candidate> surrounded = candidates(Scored.bestFirst(withNeighbours(scores)));
    Iterator<Candidate> semantic = candidates(legs.semantic());
    Iterator<Candidate> lexical = candidates(legs.lexical());
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
    return Scored.falling(
        chosen.stream()
            .map(
                candidate ->
                    new Scored(candidate, Fusion.shown(scores.getOrDefault(candidate, 0.0))))
            .toList());
  }

  /** The best chunk of each recording that is called, the likest title first, then the next. */
  private static List<Candidate> titled(Map<Candidate, Double> scores, TitleMatches called) {
    List<Candidate> titled = new ArrayList<>();
    if (called.openings().isEmpty()) {
      return titled;
    }
    List<Scored> fused = Scored.bestFirst(scores);
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

  /** Each with a share of those beside it. */
  static Map<Candidate, Double> withNeighbours(Map<Candidate, Double> scores) {
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
