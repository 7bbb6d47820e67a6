package dev.hark.indexer;

import dev.hark.runtime.health.Dependency;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Whether the last embedding worked. */
@Singleton
final class EmbeddingHealth extends Dependency {
  private final EmbeddingWatch watch;

  EmbeddingHealth(EmbeddingWatch watch, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    super("embedding", threads);
    this.watch = watch;
  }

  @Override
  protected Optional<String> advice() {
    return watch.failure().map("check HARK_EMBEDDING_* and the model's server: "::concat);
  }
}
