package dev.hark.embedding.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryCacheTest {
  private final CountingEmbedder embedder = new CountingEmbedder();
  private final QueryCache cache = new QueryCache(embedder, 2);

  @Test
  void embedsTheSameQueryOnce() {
    assertArrayEquals(new float[] {5}, cache.embedQuery("pilot"));
    assertArrayEquals(new float[] {5}, cache.embedQuery("pilot"));
    assertEquals(List.of("pilot"), embedder.queries);
  }

  @Test
  void isNotHarmedByACallerWhoChangesTheVector() {
    cache.embedQuery("pilot")[0] = 0;
    cache.embedQuery("pilot")[0] = 0;
    assertArrayEquals(new float[] {5}, cache.embedQuery("pilot"));
  }

  @Test
  void keepsNoFailure() {
    embedder.fails = true;
    assertThrows(EmbeddingFailedException.class, () -> cache.embedQuery("pilot"));
    embedder.fails = false;
    assertArrayEquals(new float[] {5}, cache.embedQuery("pilot"));
  }

  @Test
  void passesPassagesThrough() {
    assertEquals(2, cache.embedPassages(List.of("a", "a")).size());
    assertEquals(new EmbeddingSpace("counting", 1), cache.space());
  }

  @Test
  void closesWhatItDecorates() {
    cache.close();
    assertTrue(embedder.closed);
  }

  /** A vector is the text's length. */
  private static final class CountingEmbedder implements Embedder {
    private final List<String> queries = new ArrayList<>();
    private boolean fails;
    private boolean closed;

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("counting", 1);
    }

    @Override
    public float[] embedQuery(String text) {
      if (fails) {
        throw new EmbeddingFailedException("scripted");
      }
      queries.add(text);
      return new float[] {text.length()};
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      return texts.stream().map(text -> new float[] {text.length()}).toList();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
