package dev.hark.indexer.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is embedded next, as an embedder sees it that ends a batch only when it is told to. */
final class EmbeddingTurnsTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final ProjectId A = new ProjectId("proj_a");
  private static final ProjectId B = new ProjectId("proj_b");
  private static final ProjectId C = new ProjectId("proj_c");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Steps embedder = new Steps();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Hands each batch to the test, which ends it. */
  private static final class Steps implements Embedder {
    private final SynchronousQueue<Batch> begun = new SynchronousQueue<>();

    private record Batch(String text, SynchronousQueue<Boolean> ending) {
      void end() throws InterruptedException {
        ending.put(true);
      }
    }

    Batch next() throws InterruptedException {
      return begun.take();
    }

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("steps", 1);
    }

    @Override
    public float[] embedQuery(String text) {
      return new float[1];
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      try {
        Batch batch = new Batch(texts.getFirst(), new SynchronousQueue<>());
        begun.put(batch);
        boolean _ = batch.ending().take();
        return List.of(new float[1]);
      } catch (InterruptedException e) {
        throw new EmbeddingFailedException("interrupted", e);
      }
    }

    @Override
    public void close() {}
  }

  private Future<?> start(EmbeddingTurns turns, Lane lane, ProjectId project, String text) {
    return threads.submit(() -> turns.embed(lane, project, List.of(text)));
  }

  /** Waits until so many batches are in line, which no caller can see otherwise. */
  private static void awaitWaiting(EmbeddingTurns turns, int batches) {
    while (turns.waiting() != batches) {
      Thread.onSpinWait();
    }
  }

  @Test
  void projectsOfBulkTakeTurns() throws Exception {
    EmbeddingTurns turns = new EmbeddingTurns(embedder, 1, FOR_EVER);
    Future<?> running = start(turns, Lane.BULK, A, "a0");
    Steps.Batch batch = embedder.next();
    int waiting = 0;
    for (String text : List.of("a1", "a2", "a3", "b1", "b2", "c1")) {
      ProjectId project = text.startsWith("a") ? A : text.startsWith("b") ? B : C;
      Future<?> _ = start(turns, Lane.BULK, project, text);
      awaitWaiting(turns, ++waiting);
    }
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      batch.end();
      batch = embedder.next();
      order.add(batch.text());
    }
    batch.end();
    assertEquals(List.of("b1", "c1", "a1", "b2", "a2", "a3"), order);
    assertTrue(running.isDone());
  }

  @Test
  void bulkYieldsToTheMainLaneWhichWaitsForNobody() throws Exception {
    EmbeddingTurns turns = new EmbeddingTurns(embedder, 1, FOR_EVER);
    Future<?> unused = start(turns, Lane.BULK, A, "bulk1");
    Steps.Batch bulk = embedder.next();
    unused = start(turns, Lane.BULK, A, "bulk2");
    awaitWaiting(turns, 1);
    unused = start(turns, Lane.MAIN, B, "new1");
    Steps.Batch first = embedder.next();
    assertEquals("new1", first.text());
    bulk.end();
    unused = start(turns, Lane.MAIN, B, "new2");
    Steps.Batch second = embedder.next();
    assertEquals("new2", second.text());
    first.end();
    second.end();
    assertEquals("bulk2", embedder.next().text());
  }

  @Test
  void bulkGoesOnWhateverTheMainLaneHasToDo() throws Exception {
    EmbeddingTurns turns = new EmbeddingTurns(embedder, 1, Duration.ofMillis(20));
    Future<?> unused = start(turns, Lane.MAIN, B, "new");
    Steps.Batch main = embedder.next();
    unused = start(turns, Lane.BULK, A, "bulk");
    assertEquals("bulk", embedder.next().text());
    main.end();
  }

  @Test
  void bulkYieldsAfterEachBatchHoweverManyWait() throws Exception {
    Duration yield = Duration.ofMillis(50);
    EmbeddingTurns turns = new EmbeddingTurns(embedder, 10, yield);
    Future<?> unused = start(turns, Lane.MAIN, B, "new");
    Steps.Batch main = embedder.next();
    long begin = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      unused = start(turns, Lane.BULK, new ProjectId("proj_" + i), "bulk");
    }
    for (int i = 1; i <= 4; i++) {
      assertEquals("bulk", embedder.next().text());
      Duration passed = Duration.ofNanos(System.nanoTime() - begin);
      assertTrue(passed.compareTo(yield.multipliedBy(i)) >= 0, i + " batches in " + passed);
    }
    main.end();
  }

  @Test
  void whoeverIsInterruptedLeavesTheLine() throws Exception {
    EmbeddingTurns turns = new EmbeddingTurns(embedder, 1, FOR_EVER);
    Future<?> _ = start(turns, Lane.BULK, A, "a");
    Steps.Batch batch = embedder.next();
    Future<?> given = start(turns, Lane.BULK, B, "given up");
    awaitWaiting(turns, 1);
    given.cancel(true);
    awaitWaiting(turns, 0);
    Future<?> third = start(turns, Lane.BULK, C, "c");
    awaitWaiting(turns, 1);
    batch.end();
    embedder.next().end();
    third.get();
    assertThrows(java.util.concurrent.CancellationException.class, given::get);
  }

  @Test
  void aBatchThatFailsGivesItsTurnBack() throws Exception {
    EmbeddingTurns turns = new EmbeddingTurns(new Failing(), 1, FOR_EVER);
    for (int i = 0; i < 2; i++) {
      Future<?> failed = start(turns, Lane.BULK, A, "a");
      assertThrows(ExecutionException.class, failed::get);
    }
  }

  private static final class Failing implements Embedder {
    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("failing", 1);
    }

    @Override
    public float[] embedQuery(String text) {
      return new float[1];
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      throw new EmbeddingFailedException("told to fail");
    }

    @Override
    public void close() {}
  }
}
