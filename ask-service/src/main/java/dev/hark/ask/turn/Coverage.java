package dev.hark.ask.turn;

import dev.hark.ask.retrieval.Recording;
import java.util.List;

/**
 * How much of a scope could be searched.
 *
 * @param missing the latest that could not, newest first, at most ten
 * @param partial whether only the newest recordings were counted
 */
public record Coverage(
    int recordings,
    int indexed,
    int pending,
    int failed,
    List<Recording> missing,
    boolean partial) {
  public Coverage {
    missing = List.copyOf(missing);
  }
}
