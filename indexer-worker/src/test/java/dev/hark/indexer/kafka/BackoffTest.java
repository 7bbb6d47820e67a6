package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(7));

  @Test
  void growsUpToTheLongestWaitAndStaysThere() {
    assertBetween(100, 200, backoff.after(1));
    assertBetween(200, 400, backoff.after(2));
    assertBetween(12_800, 25_600, backoff.after(8));
    assertBetween(15_000, 30_000, backoff.after(9));
    assertBetween(15_000, 30_000, backoff.after(Integer.MAX_VALUE));
  }

  private static void assertBetween(long least, long most, Duration wait) {
    assertTrue(wait.toMillis() >= least && wait.toMillis() <= most, wait::toString);
  }
}
