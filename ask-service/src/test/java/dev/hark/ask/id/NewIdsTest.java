package dev.hark.ask.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewIdsTest {
  @Test
  void sortByTimeEvenWithinAMillisecondAndWhenTheClockGoesBack() {
    Instant start = Instant.parse("2026-05-20T10:00:00Z");
    List<Clock> clocks =
        List.of(at(start), at(start.plusMillis(1)), at(start.minusSeconds(5)), at(start));
    List<String> made = new ArrayList<>();
    NewIds[] ids = {new NewIds(moving(clocks), new Random(1))};
    for (int i = 0; i < 1_000; i++) {
      made.add(ids[0].message().value());
    }
    assertEquals(made.stream().sorted().distinct().toList(), made);
  }

  @Test
  void haveTheFormOfTheContract() {
    String id = new NewIds(Clock.systemUTC(), new Random(1)).session().value();
    assertTrue(id.matches("as_[A-Za-z0-9]{1,64}"), id);
  }

  @Test
  void refuseWhatIsNoId() {
    for (String text : List.of("", "rec_", "rec-1", "rec_a_b", "rec_a-b", "as_abc", "rec_ä")) {
      assertThrows(IllegalArgumentException.class, () -> new RecordingId(text), text);
    }
    assertThrows(IllegalArgumentException.class, () -> new RecordingId("rec_" + "a".repeat(65)));
    assertEquals("rec_" + "a".repeat(64), new RecordingId("rec_" + "a".repeat(64)).value());
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private static Clock moving(List<Clock> clocks) {
    return new Clock() {
      private int reads;

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return clocks.get(reads++ / 250 % clocks.size()).instant();
      }
    };
  }
}
