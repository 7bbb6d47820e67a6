package dev.hark.search.query;

/** What finds the candidates of a search. */
public enum Retrieval {
  /** Words and meaning, fused, the best matches and their surroundings by turns. */
  HYBRID,
  /** The words alone, in their own order. */
  LEXICAL,
  /** The meaning alone, in its own order. */
  SEMANTIC
}
