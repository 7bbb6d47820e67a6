package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueryVectorsTest {
  @Test
  void whatComesTooLateIsNotMadeAnyMore() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      QueryVectors vectors =
          new QueryVectors(new Stuck(interrupted), threads, Duration.ofSeconds(1));
      assertEquals(Optional.empty(), vectors.of("words"));
      assertTrue(interrupted.await(5, TimeUnit.SECONDS), "it goes on");
    }
  }

  /** A model that answers never. */
  private record Stuck(CountDownLatch interrupted) implements Embedder {
    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("stuck", 2);
    }

    @Override
    public float[] embedQuery(String text) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return new float[2];
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      return List.of();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
