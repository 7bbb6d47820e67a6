package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.ChunkSegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChunkDocumentTest {
  @Test
  void aPartWithoutTheStartOfItsSegmentStandsForItself() {
    ChunkSegment part = ChunkDocument.read(document(null)).segments().getFirst();
    assertEquals(Duration.ofSeconds(7), part.segment().start());
    assertEquals(Duration.ofSeconds(7), part.wholeStart());
  }

  @Test
  void aPartKeepsTheStartOfItsSegment() {
    ChunkSegment part = ChunkDocument.read(document(2_000L)).segments().getFirst();
    assertEquals(Duration.ofSeconds(7), part.segment().start());
    assertEquals(Duration.ofSeconds(2), part.wholeStart());
  }

  private static ObjectNode document(@Nullable Long wholeStart) {
    ObjectNode document =
        Json.object()
            .put("chunk_id", "chk_a1")
            .put("ordinal", 1)
            .put("text", "words")
            .put("start_ms", 7_000)
            .put("end_ms", 9_000);
    ObjectNode part =
        document
            .putArray("segments")
            .addObject()
            .put("index", 0)
            .put("start_ms", 7_000)
            .put("end_ms", 9_000)
            .put("text", "words");
    if (wholeStart != null) {
      part.put("whole_start_ms", wholeStart);
    }
    return document;
  }
}
