package dev.hark.search.query;

import dev.hark.search.index.Wording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each leg of a search found, best first, with scores of its own.
 *
 * @param titles recordings by their titles, in any order
 * @param wordings of the chunks
 */
public record Legs(
    List<Scored> lexical,
    List<Scored> semantic,
    List<TitleHit> titles,
    Map<Candidate, Wording> wordings) {
  public Legs {
    lexical = List.copyOf(lexical);
    semantic = List.copyOf(semantic);
    titles = List.copyOf(titles);
    wordings = Map.copyOf(wordings);
  }

  /** The candidates of both legs, each once. */
  Set<Candidate> candidates() {
    Set<Candidate> all = new LinkedHashSet<>();
    semantic.forEach(scored -> all.add(scored.candidate()));
    lexical.forEach(scored -> all.add(scored.candidate()));
    return all;
  }
}
