package dev.hark.search.query;

import java.util.List;

/** What each leg of a search found, best first. */
public record Legs(List<Candidate> lexical, List<Candidate> semantic) {
  public Legs {
    lexical = List.copyOf(lexical);
    semantic = List.copyOf(semantic);
  }
}
