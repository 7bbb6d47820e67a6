package dev.hark.bench.report;

import dev.hark.bench.Measured;
import java.time.Duration;
import java.util.List;

/**
 * What an evaluation found.
 *
 * @param folder the folder's name, not its path
 * @param words of all meetings
 * @param indexing from the first event sent until the last meeting could be searched
 */
public record Report(
    String folder,
    int meetings,
    int questions,
    int words,
    Duration indexing,
    List<Measured> measured) {
  public Report {
    measured = List.copyOf(measured);
  }
}
