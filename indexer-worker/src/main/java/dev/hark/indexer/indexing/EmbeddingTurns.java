package dev.hark.indexer.indexing;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Embeds batches of the main lane at once, and those of bulk in between: a few at a time, projects
 * by turns. Bulk goes on, slowly, however much the main lane has to do: a batch at a time, however
 * many wait. Safe for many threads.
 */
public final class EmbeddingTurns {
  /** Whoever is forgotten has the first turn again. */
  private static final int PROJECTS = 1_000;

  private final Embedder embedder;
  private final int bulkAtATime;
  private final long longestYield;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Waiter> waiting = new ArrayList<>();
  private final Map<ProjectId, Long> lastTurns =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProjectId, Long> eldest) {
          return size() > PROJECTS;
        }
      };
  private long turns;
  private int main;
  private int bulk;

  /** Until then bulk yields to the main lane: since its last turn, or since it has waited. */
  private long yieldsUntil;

  /** A batch of bulk that waits. */
  private record Waiter(ProjectId project, long arrival) {}

  /**
   * @param bulkAtATime batches of bulk that are embedded at a time
   * @param longestYield how long bulk lets the main lane go first, from one batch to the next
   */
  public EmbeddingTurns(Embedder embedder, int bulkAtATime, Duration longestYield) {
    this.embedder = embedder;
    this.bulkAtATime = bulkAtATime;
    this.longestYield = longestYield.toNanos();
  }

  /** Batches of bulk that wait for their turn. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  EmbeddingSpace space() {
    return embedder.space();
  }

  /**
   * Embeds a batch when it is its turn.
   *
   * @throws EmbeddingFailedException also when interrupted
   */
  List<float[]> embed(Lane lane, ProjectId project, List<String> texts) {
    begin(lane, project);
    try {
      return embedder.embedPassages(texts);
    } finally {
      end(lane);
    }
  }

  private void begin(Lane lane, ProjectId project) {
    lock.lock();
    try {
      switch (lane) {
        case MAIN -> main++;
        case BULK -> awaitTurn(project);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingFailedException("interrupted before its turn", e);
    } finally {
      lock.unlock();
    }
  }

  private void awaitTurn(ProjectId project) throws InterruptedException {
    if (waiting.isEmpty()) {
      yieldsUntil = System.nanoTime() + longestYield;
    }
    Waiter own = new Waiter(project, ++turns);
    waiting.add(own);
    try {
      for (long left = longestYield; !isNext(own); left = yieldsUntil - System.nanoTime()) {
        if (left > 0) {
          long _ = changed.awaitNanos(left);
        } else {
          changed.await();
        }
      }
      lastTurns.put(project, ++turns);
      yieldsUntil = System.nanoTime() + longestYield;
      bulk++;
    } finally {
      waiting.remove(own);
      changed.signalAll();
    }
  }

  private boolean isNext(Waiter own) {
    return bulk < bulkAtATime
        && (main == 0 || System.nanoTime() - yieldsUntil >= 0)
        && first().equals(own);
  }

  private Waiter first() {
    return waiting.stream()
        .min(
            Comparator.comparingLong((Waiter one) -> lastTurns.getOrDefault(one.project(), 0L))
                .thenComparingLong(Waiter::arrival))
        .orElseThrow();
  }

  private void end(Lane lane) {
    lock.lock();
    try {
      switch (lane) {
        case MAIN -> main--;
        case BULK -> bulk--;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Which work goes first where several wait for the embedding model. */
  public enum Lane {
    /** What is small and new: somebody waits for it. */
    MAIN,
    /**
     * All that comes by a side topic: by turns of projects, when nothing of the main lane waits.
     */
    BULK
  }
}
