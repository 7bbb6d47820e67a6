package dev.hark.search.query;

/** A candidate and how well it fits: at least 0, finite, comparable within one search. */
public record Scored(Candidate candidate, double score) {
  public Scored {
    if (!Double.isFinite(score) || score < 0) {
      throw new IllegalArgumentException("a score is finite and at least 0, not " + score);
    }
  }
}
