package dev.hark.search.query;

import static org.awaitility.Awaitility.await;
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
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void whatIsExpectedIsMadeOnceAndBeforeItIsAskedFor() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Counting model = new Counting();
      QueryVectors vectors = new QueryVectors(model, threads, Duration.ofSeconds(5));
      vectors.expect("words");
      assertTrue(model.called.await(5, TimeUnit.SECONDS), "it is not begun");
      assertTrue(vectors.of("words").isPresent());
      assertEquals(1, model.calls.get());
      assertTrue(vectors.of("words").isPresent());
      assertEquals(2, model.calls.get());
    }
  }

  @Test
  void whatFailedWhileNobodyWaitedIsTriedAgain() throws Exception {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Counting model = new Counting();
      model.fails = true;
      QueryVectors vectors = new QueryVectors(model, one, Duration.ofSeconds(5));
      vectors.expect("words");
      one.submit(() -> {}).get();
      model.fails = false;
      assertTrue(vectors.of("words").isPresent());
    }
  }

  @Test
  void moreThanAFewThatNobodyAsksForAreGivenUp() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stuck stuck = new Stuck(interrupted);
      QueryVectors vectors = new QueryVectors(stuck, threads, Duration.ofMillis(10));
      vectors.expect("the first");
      assertTrue(stuck.called.await(5, TimeUnit.SECONDS));
      for (int i = 0; i < 16; i++) {
        vectors.expect("words " + i);
      }
      assertTrue(interrupted.await(5, TimeUnit.SECONDS), "the first goes on");
      for (int i = 0; i < 16; i++) {
        assertEquals(Optional.empty(), vectors.of("words " + i));
      }
    }
  }

  @Test
  void whatIsExpectedAgainWhenTheFirstIsLateIsBegunAnew() {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      QueryVectors vectors =
          new QueryVectors(new Stuck(interrupted), threads, Duration.ofMillis(10));
      await()
          .until(
              () -> {
                vectors.expect("words");
                return interrupted.getCount() == 0;
              });
      assertEquals(Optional.empty(), vectors.of("words"));
    }
  }

  /** A model that counts its calls. */
  private static final class Counting implements Embedder {
    private final CountDownLatch called = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean fails;

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("counting", 2);
    }

    @Override
    public float[] embedQuery(String text) {
      calls.incrementAndGet();
      called.countDown();
      if (fails) {
        throw new IllegalStateException("it fails");
      }
      return new float[] {1, 0};
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

  /** A model that answers never. */
  private record Stuck(CountDownLatch called, CountDownLatch interrupted) implements Embedder {
    Stuck(CountDownLatch interrupted) {
      this(new CountDownLatch(1), interrupted);
    }

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("stuck", 2);
    }

    @Override
    public float[] embedQuery(String text) {
      called.countDown();
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
