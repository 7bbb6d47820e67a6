package dev.hark.search.query;

import dev.hark.search.index.Wording;
import dev.hark.search.query.ChunkSearch.TitleHit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The recordings that a query calls by their titles.
 *
 * @param openings first chunks of those that are called so most, best first; mostly none
 * @param byName whether the query is a title, or nearly, rather than about one
 */
record TitleMatches(List<Candidate> openings, boolean byName) {
  static final TitleMatches NOTHING = new TitleMatches(List.of(), false);

  private static final double SAME = 1;

  /** Cosine of two ways to write one name; "Meeting 14" and "Meeting 15" have 0.946. */
  private static final double NAME = 0.95;

  /**
   * Cosine of a title and what asks for its subject. With titles made of their topics, a quarter of
   * the train meetings gained 0.014 of recall and 0.023 of hit; with topics of other meetings they
   * lost 0.002 and 0.004, and with names such as "Committee session 7" nothing. 0.86 is wrong in 3
   * of 10, this in 1.
   */
  private static final double SUBJECT = 0.88;

  /** Titles that are less like the query than the best one, by more than this, are not meant. */
  private static final double MARGIN = 0.015;

  /** Share of words in common that makes a name, where there is no vector to tell. */
  private static final double SHARED = 0.8;

  TitleMatches {
    openings = List.copyOf(openings);
  }

  static TitleMatches by(String query, List<TitleHit> titles) {
    Set<String> asked = new HashSet<>(Wording.words(query));
    Map<TitleHit, Double> likeness = new LinkedHashMap<>();
    titles.forEach(titled -> likeness.put(titled, likeness(titled, asked)));
    double best = likeness.values().stream().mapToDouble(each -> each).max().orElse(0);
    if (best < SUBJECT) {
      return NOTHING;
    }
    double least = best == SAME ? SAME : Math.max(SUBJECT, best - MARGIN);
    List<Candidate> openings = new ArrayList<>();
    likeness.entrySet().stream()
        .filter(entry -> entry.getValue() >= least)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> openings.add(entry.getKey().opening()));
    return new TitleMatches(openings, best >= NAME);
  }

  private static double likeness(TitleHit titled, Set<String> asked) {
    Set<String> named = new HashSet<>(Wording.words(titled.title()));
    if (!named.isEmpty() && named.equals(asked)) {
      return SAME;
    }
    Set<String> common = new HashSet<>(named);
    common.retainAll(asked);
    double shared = 2.0 * common.size() / Math.max(1, named.size() + asked.size());
    double like = titled.likeness().orElse(shared >= SHARED ? NAME : 0);
    boolean mentioned = named.size() > 1 && common.size() == named.size();
    return mentioned ? Math.max(like, SUBJECT) : like;
  }
}
