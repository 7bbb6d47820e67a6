package dev.hark.search.query;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.IndexFailure.BadEmbeddingException;
import java.time.Duration;
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

  private final Embedder embedder;
  private final ExecutorService executor;
  private final Duration timeout;

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
    Future<Embedding> embedding = executor.submit(() -> embed(text));
    try {
      return Optional.of(embedding.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return without(reason(e.getCause()));
    } catch (TimeoutException e) {
      return without("it took too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return without("interrupted");
    } finally {
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
