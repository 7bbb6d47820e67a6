package dev.hark.search.query;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.IndexFailure.BadEmbeddingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vectors of queries and titles, or none when the model fails, is too slow or answers nonsense. */
public final class QueryVectors {
  private static final Logger LOG = LoggerFactory.getLogger(QueryVectors.class);

  /** As many as are between the names and the search of a turn when a machine is busy. */
  private static final int MOST_EXPECTED = 16;

  private final Embedder embedder;
  private final ExecutorService executor;
  private final Duration timeout;

  /** Of searches that are to come, the latest last. */
  private final LinkedHashMap<String, Pending> expected = new LinkedHashMap<>();

  public QueryVectors(Embedder embedder, ExecutorService executor, Duration timeout) {
    this.embedder = embedder;
    this.executor = executor;
    this.timeout = timeout;
  }

  /**
   * The vector of a query or title; empty when there is none to be had in time. One that comes too
   * late is not made any more: queries that come faster than the model is must not wait behind it.
   */
  public Optional<Embedding> of(String text) {
    try (Pending pending = begin(text)) {
      return pending.get();
    }
  }

  /**
   * Says that this will be searched in a moment, so that its vector is there by then. What is late,
   * and of more than a few at a time the oldest, is given up: nobody waits for it yet.
   */
  void expect(String text) {
    synchronized (expected) {
      while (!expected.isEmpty() && expected.firstEntry().getValue().isLate()) {
        expected.pollFirstEntry().getValue().close();
      }
      if (!expected.containsKey(text)) {
        expected.put(text, submit(text));
      }
      if (expected.size() > MOST_EXPECTED) {
        expected.pollFirstEntry().getValue().close();
      }
    }
  }

  /** Begins to make a vector, or takes the one that was begun for it unless that one failed. */
  Pending begin(String text) {
    synchronized (expected) {
      Pending begun = expected.remove(text);
      return begun == null || begun.failed() ? submit(text) : begun;
    }
  }

  private Pending submit(String text) {
    return new Pending(executor.submit(() -> embed(text)), timeout);
  }

  /** A vector that is being made. For one thread. */
  static final class Pending implements AutoCloseable {
    private final Future<Embedding> embedding;
    private final Duration timeout;
    private final long begun = System.nanoTime();
    private boolean waited;
    private Optional<Embedding> made = Optional.empty();

    private Pending(Future<Embedding> embedding, Duration timeout) {
      this.embedding = embedding;
      this.timeout = timeout;
    }

    /** Waits for it; empty when it cannot be had in time. */
    Optional<Embedding> get() {
      if (!waited) {
        made = await();
        waited = true;
      }
      return made;
    }

    private Optional<Embedding> await() {
      try {
        return Optional.of(embedding.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException e) {
        return without(reason(e.getCause()));
      } catch (TimeoutException e) {
        return without("it took too long");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return without("interrupted");
      }
    }

    private boolean isLate() {
      return System.nanoTime() - begun > timeout.toNanos();
    }

    private boolean failed() {
      return embedding.state() == Future.State.FAILED;
    }

    /** Nobody waits for it any more. */
    @Override
    public void close() {
      embedding.cancel(true);
    }
  }

  /** Names their space. */
  String model() {
    return embedder.space().model();
  }

  private static Optional<Embedding> without(String reason) {
    LOG.warn("No vector for a query or title, its words alone count: {}", reason);
    return Optional.empty();
  }

  private Embedding embed(String text) {
    return Embedding.of(embedder.embedQuery(text), embedder.space().dimension());
  }

  /** Only messages that are known to hold nothing of the query. */
  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case EmbeddingFailedException failed -> String.valueOf(failed.getMessage());
      case BadEmbeddingException bad -> String.valueOf(bad.getMessage());
      case null -> "no reason";
      default -> cause.getClass().getSimpleName();
    };
  }
}
