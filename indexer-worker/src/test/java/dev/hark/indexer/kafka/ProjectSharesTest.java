package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProjectSharesTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = Long.MAX_VALUE - 5 * SECOND;
  private final ProjectShares shares = new ProjectShares(50, 2, 4, () -> now);

  private long taken(String project, int events, int bytes) {
    return IntStream.range(0, events).filter(_ -> shares.take(project, bytes)).count();
  }

  @Test
  void aProjectHasItsShareAndThenSomeEachSecond() {
    assertEquals(50, taken("busy", 5_000, 1_000));
    now += SECOND;
    assertEquals(2, taken("busy", 5_000, 1_000));
    now += 3_600 * SECOND;
    assertEquals(50, taken("busy", 5_000, 1_000));
  }

  @Test
  void othersHaveTheirs() {
    assertEquals(50, taken("busy", 5_000, 1_000));
    assertTrue(shares.take("new", 1_000));
  }

  @Test
  void manyBusyProjectsHaveNoMoreTogetherThanAFewAndOthersGoOn() {
    int projects = 40;
    long inAll = 0;
    for (int second = 0; second < 600; second++) {
      for (int project = 0; project < projects; project++) {
        inAll += taken("busy" + project, 5, 1_000);
      }
      if (second % 15 == 0) {
        assertTrue(shares.take("quiet", 150 << 10), "at " + second + " s");
        assertEquals(4, taken("new" + second, 4, 1_000));
      }
      now += SECOND;
    }
    int untilHalf = projects * 42; // 25, and what comes again meanwhile
    assertTrue(inAll <= untilHalf + 200 + 600 * 8, inAll + " events of those that are busy");
    assertTrue(inAll > untilHalf + 200, "they are not shut out");
  }

  @Test
  void oneThatWasBusyIsAsOthersAgainWhenItHasPaused() {
    for (int i = 0; i < 10; i++) {
      taken("busy" + i, 100, 1_000);
    }
    assertEquals(0, taken("busy0", 1, 1_000));
    now += 3_600 * SECOND;
    assertEquals(50, taken("busy0", 100, 1_000));
  }

  @Test
  void largerEventsCountForMore() {
    assertEquals(3, taken("hours", 100, 120 << 10));
  }

  @Test
  void aLongTranscriptAndTheEventsAroundItHaveRoomHoweverLongItIs() {
    assertEquals(2, taken("large", 2, 1));
    assertTrue(shares.take("large", 1 << 30));
    assertEquals(2, taken("large", 2, 1));
    assertFalse(shares.take("large", 1 << 30));
  }
}
