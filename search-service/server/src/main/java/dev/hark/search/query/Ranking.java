package dev.hark.search.query;

import java.util.List;

/** From what the legs found to what is answered: fusion, then selection. */
public final class Ranking {
  private Ranking() {}

  /** At most so many candidates, best first, none twice. */
  public static List<Scored> of(Legs legs, Retrieval retrieval, int limit) {
    List<Scored> ranked =
        switch (retrieval) {
          case HYBRID -> Selection.of(legs);
          case LEXICAL -> ReciprocalRankFusion.single(legs.lexical());
          case SEMANTIC -> ReciprocalRankFusion.single(legs.semantic());
        };
    return ranked.stream().limit(limit).toList();
  }
}
