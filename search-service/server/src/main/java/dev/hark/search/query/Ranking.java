package dev.hark.search.query;

import java.util.List;

/** From what the legs found to what is answered: fusion, selection, and each word once. */
final class Ranking {
  private Ranking() {}

  /** At most so many candidates, best first, none twice. */
  static List<Scored> of(Legs legs, Retrieval retrieval, String query, int limit) {
    List<Scored> ranked =
        switch (retrieval) {
          case HYBRID -> Selection.of(legs, TitleMatches.by(query, legs.titles()));
          case LEXICAL -> Fusion.single(legs.lexical());
          case SEMANTIC -> Fusion.single(legs.semantic());
        };
    return Repetition.last(ranked, legs.wordings(), query).stream().limit(limit).toList();
  }
}
