package dev.hark.gateway.ask;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams that clients are reading. When this process is to end they have some time to end by
 * themselves; those that are left then are told to ask again. Safe for many threads.
 */
@Singleton
final class OpenStreams implements GracefulShutdownCapable {
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<@Nullable Void> none = new CompletableFuture<>();
  private final Duration lastWords;
  private volatile long end = Long.MAX_VALUE;
  private volatile boolean ending;

  OpenStreams(AskConfiguration configuration) {
    this.lastWords = configuration.lastWords();
  }

  void opened(EventStream stream) {
    open.add(stream);
  }

  void closed(EventStream stream) {
    open.remove(stream);
    if (ending && open.isEmpty()) {
      none.complete(null);
    }
  }

  /** Whether a stream has to end now, though its turn has not. */
  boolean mustEnd() {
    return ending && System.nanoTime() - end >= 0;
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    end = System.nanoTime() + lastWords.toNanos();
    ending = true;
    if (open.isEmpty()) {
      none.complete(null);
    }
    return none;
  }

  @Override
  public OptionalLong reportActiveTasks() {
    return OptionalLong.of(open.size());
  }
}
