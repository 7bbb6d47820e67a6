package dev.hark.indexer.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.Chunker;
import dev.hark.indexer.chunking.Turn;
import dev.hark.indexer.indexing.EmbeddedChunks.PassageText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PassageTextTest {
  private static final Chunk CHUNK =
      Chunker.chunks(
              List.of(
                  new Turn(Duration.ZERO, Duration.ZERO, "Ada", " We meet\nat nine "),
                  new Turn(Duration.ZERO, Duration.ZERO, null, "Where?"),
                  new Turn(Duration.ZERO, Duration.ZERO, "Ben", "Here."),
                  new Turn(Duration.ZERO, Duration.ZERO, "Ada", "Fine.")))
          .getFirst();

  @Test
  void beginsWithWhoSpeaks() {
    assertEquals("Ada, Ben: We meet\nat nine Where? Here. Fine.", PassageText.of(CHUNK));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    Chunk nobody =
        Chunker.chunks(List.of(new Turn(Duration.ZERO, Duration.ZERO, null, "Hello"))).getFirst();
    assertEquals("Hello", PassageText.of(nobody));
  }
}
