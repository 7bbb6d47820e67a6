package dev.hark.runtime.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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
  void idsOfSessionsSortByTheMillisecondAndWithinIt() {
    Instant time = Instant.parse("2026-05-16T09:12:00.123456Z");
    IdGenerator ids = new IdGenerator(InstantSource.fixed(time), new Random());
    String one = ids.nextWithinMillisecond();
    String next = ids.nextWithinMillisecond();
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
    assertEquals("rec_1", new RecordingId("rec_1").toString());
    assertEquals("rec_" + "a".repeat(64), new RecordingId("rec_" + "a".repeat(64)).value());
    assertTrue(Ids.parse(TranscriptionId::new, "txn_" + "a".repeat(64)).isPresent());
    for (String wrong :
        List.of(
            "", "eu_", "eu", "eu-1", "rec_1", "eu_a-b", "eu_a_b", "eu_é", "eu_1\n", " eu_1",
            "EU_1")) {
      assertTrue(Ids.parse(EndUserId::new, wrong).isEmpty(), wrong);
      assertThrows(IllegalArgumentException.class, () -> new EndUserId(wrong));
    }
    assertTrue(Ids.parse(ProjectId::new, "proj_" + "a".repeat(65)).isEmpty());
  }

  @Test
  void whatIsRefusedIsNotRepeated() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new EndUserId("a secret"));
    assertEquals("expected eu_ followed by 1 to 64 letters or digits", refused.getMessage());
  }

  @Test
  void sessionsAndMessagesOfOneProcessSortByTimeEvenWhenTheClockGoesBack() {
    Instant start = Instant.parse("2026-05-20T10:00:00Z");
    List<Instant> times = List.of(start, start.plusMillis(1), start.minusSeconds(5), start);
    AtomicInteger reads = new AtomicInteger();
    IdGenerator ids =
        new IdGenerator(
            () -> times.get(reads.getAndIncrement() / 250 % times.size()), new Random(1));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      made.add(MessageId.next(ids).value());
    }
    assertEquals(made.stream().sorted().distinct().toList(), made);
    assertTrue(SessionId.next(ids).value().matches("as_[A-Za-z0-9]{24}"));
  }

  @Test
  void ofANumberOfAnySizeTheLastCharactersAreTaken() {
    assertEquals("0z", Base62.last(BigInteger.valueOf(62 * 62 + 61), 2));
  }

  @Test
  void aNumberThatDoesNotFitIsRefused() {
    assertEquals("00z", Base62.encode(61, 3));
    assertThrows(IllegalArgumentException.class, () -> Base62.encode(62, 1));
    assertThrows(IllegalArgumentException.class, () -> Base62.encode(-1, 9));
  }
}
