package dev.hark.indexer.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.Chunker;
import dev.hark.indexer.chunking.Turn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PassageTextTest {
  @Test
  void isTheWordsOfTheChunk() {
    List<Chunk> chunks =
        Chunker.chunks(
            List.of(new Turn(Duration.ZERO, Duration.ZERO, "Ada", " We meet\nat nine ")));
    assertEquals("We meet\nat nine", PassageText.of("Stand-up", chunks, 0));
  }
}
