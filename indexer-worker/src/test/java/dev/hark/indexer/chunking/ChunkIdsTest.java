package dev.hark.indexer.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChunkIdsTest {
  private static final Instant AT = Instant.parse("2026-05-04T09:30:00.000Z");

  private static String id(Instant at, String transcription, int ordinal) {
    return new ChunkIds(at, List.of("proj_1", "rec_1", transcription)).at(ordinal).value();
  }

  @Test
  void theSameEventGivesTheSameIds() {
    assertEquals("chk_0VIdsfOC000", id(AT, "txn_1", 0).substring(0, 15));
    assertEquals(id(AT, "txn_1", 7), id(AT, "txn_1", 7));
  }

  @Test
  void anythingElseGivesOthers() {
    assertNotEquals(id(AT, "txn_1", 7), id(AT, "txn_2", 7));
    assertNotEquals(id(AT, "txn_1", 7), id(AT.plusMillis(1), "txn_1", 7));
    assertNotEquals(id(AT, "txn_1", 7), id(AT, "txn_1", 8));
  }

  @Test
  void sortsByTimeThenByOrdinal() {
    List<String> sorted =
        Stream.of(
                id(AT, "txn_9", 0),
                id(AT, "txn_1", 1),
                id(AT, "txn_5", 62),
                id(AT, "txn_5", 99_999),
                id(AT.plusMillis(1), "txn_1", 0))
            .toList();
    assertEquals(sorted, sorted.stream().sorted().toList());
  }

  @Test
  void staysInFormForEveryTimeAndOrdinal() {
    for (Instant at :
        List.of(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999Z"))) {
      assertTrue(id(at, "txn_1", Integer.MAX_VALUE).matches("chk_[A-Za-z0-9]{28}"));
    }
  }
}
