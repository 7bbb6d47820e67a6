package dev.hark.gateway.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {
  @Test
  void idsSortByTheTimeTheyWereMadeWhateverTheClockDoes() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-16T09:12:00Z"));
    IdGenerator ids = new IdGenerator(now::get, random);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      now.updateAndGet(time -> time.plusNanos(random.nextInt(20_000) - 5_000));
      made.add(ids.next("req_"));
    }
    assertEquals(made.stream().sorted().distinct().toList(), made, "seed " + seed);
    assertTrue(made.stream().allMatch(id -> id.matches("req_[A-Za-z0-9]{22}")));
  }

  @Test
  void laterProcessesMakeGreaterIds() {
    String earlier = first("2026-05-16T09:12:00Z");
    assertTrue(earlier.compareTo(first("2026-05-16T09:12:00.001Z")) < 0);
    assertTrue(earlier.compareTo(first("2390-01-01T00:00:00Z")) < 0);
  }

  /** Its ids are eight characters of milliseconds, three of a number within one, 13 of chance. */
  @Test
  void idsMadeForAskServiceSortAmongItsOwn() {
    Instant time = Instant.parse("2026-05-16T09:12:00.123456Z");
    IdGenerator ids = new IdGenerator(InstantSource.fixed(time), new Random());
    String one = ids.nextBesideAskService();
    String next = ids.nextBesideAskService();
    assertEquals(Base62.encode(time.toEpochMilli(), 8), one.substring(0, 8));
    assertEquals(Base62.encode(456, 3), one.substring(8, 11));
    assertTrue(one.matches("[A-Za-z0-9]{24}"), one);
    assertTrue(one.compareTo(next) < 0);
    assertTrue(next.compareTo(Base62.encode(time.toEpochMilli() + 1, 8)) < 0);
  }

  private static String first(String time) {
    return new IdGenerator(InstantSource.fixed(Instant.parse(time)), new Random()).next("key_");
  }

  @Test
  void anIdIsAPrefixAndOneTo64LettersAndDigits() {
    assertEquals("rec_1", new RecordingId("rec_1").value());
    assertTrue(TranscriptionId.parse("txn_" + "a".repeat(64)).isPresent());
    for (String wrong :
        List.of("", "eu_", "eu", "rec_1", "eu_a-b", "eu_a_b", "eu_é", "eu_1\n", " eu_1", "EU_1")) {
      assertTrue(EndUserId.parse(wrong).isEmpty(), wrong);
      assertThrows(IllegalArgumentException.class, () -> new EndUserId(wrong));
    }
    assertTrue(ProjectId.parse("proj_" + "a".repeat(65)).isEmpty());
  }

  @Test
  void aNumberThatDoesNotFitIsRefused() {
    assertEquals("00z", Base62.encode(61, 3));
    assertThrows(IllegalArgumentException.class, () -> Base62.encode(62, 1));
    assertThrows(IllegalArgumentException.class, () -> Base62.encode(-1, 9));
  }
}
