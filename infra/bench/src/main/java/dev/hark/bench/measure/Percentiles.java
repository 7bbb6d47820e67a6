package dev.hark.bench.measure;

import java.time.Duration;
import java.util.List;

/** The middle and the slow end of how long something took. */
public record Percentiles(Duration p50, Duration p95) {
  /** By the nearest rank; zero when there is none. */
  public static Percentiles of(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return new Percentiles(at(sorted, 50), at(sorted, 95));
  }

  private static Duration at(List<Duration> sorted, int percent) {
    if (sorted.isEmpty()) {
      return Duration.ZERO;
    }
    int rank = Math.ceilDiv(sorted.size() * percent, 100);
    return sorted.get(Math.max(0, rank - 1));
  }
}
