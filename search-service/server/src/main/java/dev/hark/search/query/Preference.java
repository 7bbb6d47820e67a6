package dev.hark.search.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is preferred comes first where it fits: by turns with everything, so that an answer that
 * somebody else gives is found too.
 */
final class Preference {
  /** By turns so many of what is preferred, and so many of all. */
  private static final int PREFERRED = 1;

  private static final int OTHERS = 1;

  private Preference() {}

  /** All of both rankings, each once; scores never rise. */
  static List<Scored> merge(List<Scored> preferred, List<Scored> all) {
    Map<Candidate, Scored> merged = new LinkedHashMap<>();
    Iterator<Scored> first = preferred.iterator();
    Iterator<Scored> others = all.iterator();
    while (first.hasNext() || others.hasNext()) {
      take(first, PREFERRED, merged);
      take(others, OTHERS, merged);
    }
    return Scored.falling(new ArrayList<>(merged.values()));
  }

  /** Takes the next that were not taken yet. */
  private static void take(Iterator<Scored> ranking, int count, Map<Candidate, Scored> merged) {
    int enough = merged.size() + count;
    while (merged.size() < enough && ranking.hasNext()) {
      Scored next = ranking.next();
      merged.putIfAbsent(next.candidate(), next);
    }
  }
}
