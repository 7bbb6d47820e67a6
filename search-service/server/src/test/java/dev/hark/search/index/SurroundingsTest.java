package dev.hark.search.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SurroundingsTest {
  private final Surroundings surroundings = new Surroundings();

  @Test
  void givesEveryChunkTheWordsOfThreeOnEachSide() {
    List<ChunkInContext> all = run(9);
    assertEquals(9, all.size());
    assertEquals("w0 w1 w2 w3", all.getFirst().surroundings());
    assertEquals("w1 w2 w3 w4 w5 w6 w7", all.get(4).surroundings());
    assertEquals("w5 w6 w7 w8", all.getLast().surroundings());
    for (int i = 0; i < 9; i++) {
      assertEquals(i, all.get(i).chunk().ordinal());
    }
  }

  @Test
  void givesAChunkBackAsSoonAsItsSurroundingsAreKnown() {
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of(), add(i));
    }
    for (int i = 3; i < 50; i++) {
      List<ChunkInContext> given = add(i);
      assertEquals(1, given.size());
      assertEquals(i - 3, given.getFirst().chunk().ordinal());
    }
  }

  @Test
  void leansEmbeddingsTowardsBothNeighbours() {
    List<ChunkInContext> all = run(3);
    assertArrayEquals(new float[] {1, 0.25f, 0, 0}, all.get(0).embedding().toArray(), 1e-6f);
    assertArrayEquals(new float[] {0.25f, 1, 0.25f, 0}, all.get(1).embedding().toArray(), 1e-6f);
    assertArrayEquals(new float[] {0, 0.25f, 1, 0}, all.get(2).embedding().toArray(), 1e-6f);
  }

  @Test
  void aTranscriptOfOneChunkIsItsOwnSurroundings() {
    ChunkInContext only = run(1).getFirst();
    assertEquals("w0", only.surroundings());
    assertArrayEquals(new float[] {1, 0, 0, 0}, only.embedding().toArray(), 1e-6f);
  }

  @Test
  void namesWhoSpeaksOnceInFrontOfTheWords() {
    Chunk chunk = chunk(0, "hello there", "Ada", "Ben", "Ada");
    assertEquals("Ada, Ben\nhello there", chunk.spoken());
  }

  private List<ChunkInContext> run(int count) {
    List<ChunkInContext> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(add(i));
    }
    all.addAll(surroundings.end());
    return all;
  }

  private List<ChunkInContext> add(int ordinal) {
    float[] vector = new float[4];
    vector[ordinal % 4] = 2;
    return surroundings.add(chunk(ordinal, "w" + ordinal), Embedding.of(vector, 4));
  }

  private static Chunk chunk(int ordinal, String text, String... speakers) {
    List<ChunkSegment> segments = new ArrayList<>();
    for (String speaker : speakers) {
      segments.add(
          new ChunkSegment(
              segments.size(), new Segment(Duration.ZERO, Duration.ofSeconds(1), speaker, text)));
    }
    return new Chunk(
        new ChunkId("chk_a" + ordinal),
        ordinal,
        text,
        null,
        Duration.ZERO,
        Duration.ofSeconds(1),
        segments);
  }
}
