package dev.hark.indexer;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A deterministic embedder that can be made to fail, or to wait until it is let go. */
public final class FakeEmbedder implements Embedder {
  public static final EmbeddingSpace SPACE = new EmbeddingSpace("fake", 4);

  private final AtomicInteger texts = new AtomicInteger();
  private final AtomicInteger blocked = new AtomicInteger();
  private final Semaphore gate = new Semaphore(0);
  private volatile boolean failing;
  private volatile boolean waiting;
  private volatile String held = "";

  public int embedded() {
    return texts.get();
  }

  /** Calls that wait at the gate now. */
  public int blocked() {
    return blocked.get();
  }

  public void fail(boolean on) {
    failing = on;
  }

  public void hold() {
    waiting = true;
  }

  /** Lets texts wait that hold this word, and others pass. */
  public void hold(String word) {
    held = word;
    waiting = true;
  }

  public void letGo() {
    waiting = false;
    gate.release(Integer.MAX_VALUE / 2);
  }

  @Override
  public EmbeddingSpace space() {
    return SPACE;
  }

  @Override
  public float[] embedQuery(String text) {
    return vector(text);
  }

  @Override
  public List<float[]> embedPassages(List<String> passages) {
    if (waiting && passages.stream().anyMatch(passage -> passage.contains(held))) {
      awaitGate();
    }
    if (failing) {
      throw new EmbeddingFailedException("told to fail");
    }
    texts.addAndGet(passages.size());
    return passages.stream().map(FakeEmbedder::vector).toList();
  }

  private void awaitGate() {
    blocked.incrementAndGet();
    try {
      gate.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingFailedException("interrupted", e);
    } finally {
      blocked.decrementAndGet();
    }
  }

  private static float[] vector(String text) {
    float[] vector = new float[SPACE.dimension()];
    vector[Math.floorMod(text.hashCode(), vector.length)] = 1;
    return vector;
  }

  @Override
  public void close() {}
}
