package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.Chunk.ChunkSegment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ChunkDocumentTest {
  @Test
  void aPartIsReadWithItsOwnTime() {
    ChunkSegment part = ChunkDocument.read(document()).segments().getFirst();
    assertEquals(Duration.ofSeconds(7), part.segment().start());
    assertEquals(Duration.ofSeconds(9), part.segment().end());
  }

  @Test
  void whatEarlierVersionsWroteBesideIsPassedOver() {
    ObjectNode document = document();
    ((ObjectNode) document.path("segments").path(0)).put("whole_start_ms", 2_000);
    assertEquals(ChunkDocument.read(document()), ChunkDocument.read(document));
  }

  private static ObjectNode document() {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("chunk_id", "chk_a1")
            .put("ordinal", 1)
            .put("text", "words")
            .put("start_ms", 7_000)
            .put("end_ms", 9_000);
    document
        .putArray("segments")
        .addObject()
        .put("index", 0)
        .put("start_ms", 7_000)
        .put("end_ms", 9_000)
        .put("text", "words");
    return document;
  }
}
