package dev.hark.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well one question was answered, or the mean over many; each from 0 to 1.
 *
 * @param recall gold words among the first 1,000 words read, of those that could be
 * @param precision gold words among the first 1,000 words read, of 1,000
 * @param hit 1 when there was a gold word among them
 * @param reciprocalRank 1 / rank of the first result that overlaps a gold turn
 */
public record Score(double recall, double precision, double hit, double reciprocalRank) {
  /** Each measure's mean. */
  public static Score mean(List<Score> scores) {
    return new Score(
        mean(scores, Score::recall),
        mean(scores, Score::precision),
        mean(scores, Score::hit),
        mean(scores, Score::reciprocalRank));
  }

  private static double mean(List<Score> scores, ToDoubleFunction<Score> measure) {
    return scores.stream().mapToDouble(measure).average().orElse(0);
  }
}
