package dev.hark.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void takesTheNearestRankWhateverTheOrder() {
    List<Duration> times =
        IntStream.rangeClosed(1, 20).map(i -> 21 - i).mapToObj(Duration::ofMillis).toList();
    assertEquals(
        new Percentiles(Duration.ofMillis(10), Duration.ofMillis(19)), Percentiles.of(times));
  }

  @Test
  void isZeroWithoutTimes() {
    assertEquals(new Percentiles(Duration.ZERO, Duration.ZERO), Percentiles.of(List.of()));
  }
}
