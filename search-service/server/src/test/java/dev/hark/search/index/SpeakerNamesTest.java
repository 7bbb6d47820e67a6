package dev.hark.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpeakerNamesTest {
  private static final SpeakerNames NAMES =
      new SpeakerNames(Map.of("S1", "Ana", "S2", "Ana", "S3", "Ben"));

  private static ChunkSegment by(@Nullable String label) {
    return new ChunkSegment(0, new Segment(Duration.ZERO, Duration.ZERO, label, "text"));
  }

  private static Chunk chunk(@Nullable String speaker, @Nullable String... labels) {
    List<ChunkSegment> segments = Arrays.stream(labels).map(SpeakerNamesTest::by).toList();
    return new Chunk(
        new ChunkId("chk_1"), 0, "text", speaker, Duration.ZERO, Duration.ZERO, segments);
  }

  @Test
  void aLabelIsShownByItsNameAndWithoutOneAsItIs() {
    assertEquals("Ana", NAMES.shown("S1"));
    assertEquals("Ana", NAMES.shown(" S1"));
    assertEquals("S9", NAMES.shown("S9"));
    assertNull(NAMES.shown((String) null));
  }

  @Test
  void aChunkIsOneSpeakersIfAllOfItsLabelsAre() {
    assertEquals("Ben", NAMES.shown(chunk("S3", "S3", "S1")));
    assertEquals("Ana", NAMES.shown(chunk(null, "S1", "S2", "S1")));
    assertNull(NAMES.shown(chunk(null, "S1", "S3")));
    assertNull(NAMES.shown(chunk(null, "S1", null)));
    assertNull(NAMES.shown(chunk(null, "S8", "S9")));
    assertNull(NAMES.shown(chunk(null)));
  }

  @Test
  void somebodyIsCalledByNameOrLabelInAnyCase() {
    Set<String> ana = Set.of(SpeakerNames.key("ANA"));
    assertEquals(Set.of("S1", "S2"), NAMES.called(ana, List.of("S1", "S2", "S3", "S4")));
    assertEquals(Set.of("S4"), NAMES.called(Set.of(SpeakerNames.key("s4")), List.of("S3", "S4")));
    assertTrue(NAMES.saidBy(ana, by("S2")));
    assertFalse(NAMES.saidBy(ana, by(null)));
  }
}
