package dev.hark.bench.report;

import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.AnswerScore;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.measure.Score;
import java.time.Duration;
import java.util.List;

/**
 * What an evaluation found.
 *
 * @param folder the folder's name, not its path
 * @param words of all meetings
 * @param indexing from the first event sent until the last meeting could be searched
 * @param local how well the extractive answerer did
 */
public record Report(
    String folder,
    int meetings,
    int questions,
    int words,
    Duration indexing,
    List<Measured> measured,
    AnswerScore local) {
  public Report {
    measured = List.copyOf(measured);
  }

  /** How a way to search did over all questions in one setting. */
  public record Measured(String searcher, Setting setting, Score score, Percentiles latency) {}
}
