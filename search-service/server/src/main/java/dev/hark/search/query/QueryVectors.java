package dev.hark.search.query;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.search.index.BadEmbeddingException;
import dev.hark.search.index.Embedding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vectors of queries, or none when the model fails, is too slow or answers nonsense. */
public final class QueryVectors {
  private static final Logger LOG = LoggerFactory.getLogger(QueryVectors.class);

  private final Embedder embedder;
  private final Executor executor;
  private final Duration patience;

  public QueryVectors(Embedder embedder, Executor executor, Duration patience) {
    this.embedder = embedder;
    this.executor = executor;
    this.patience = patience;
  }

  /** The vector of a query; empty when there is none to be had in time. */
  public Optional<Embedding> of(String text) {
    try {
      return Optional.of(
          CompletableFuture.supplyAsync(() -> embed(text), executor)
              .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
              .join());
    } catch (CompletionException e) {
      LOG.warn("No vector for a query, searching its words only: {}", reason(e));
      return Optional.empty();
    }
  }

  private Embedding embed(String text) {
    return Embedding.of(embedder.embedQuery(text), embedder.space().dimension());
  }

  /** Only messages that are known to hold nothing of the query. */
  private static String reason(CompletionException e) {
    return switch (e.getCause()) {
      case EmbeddingFailedException failed -> String.valueOf(failed.getMessage());
      case BadEmbeddingException bad -> String.valueOf(bad.getMessage());
      case null -> "no reason";
      default -> e.getCause().getClass().getSimpleName();
    };
  }
}
