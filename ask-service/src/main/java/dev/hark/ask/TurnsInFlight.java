package dev.hark.ask;

import dev.hark.ask.turn.AskQuestion;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * On SIGTERM turns are finished and stored before anything that they need is closed, those too
 * whose clients have left. What takes longer than the grace period can be asked again.
 */
@Singleton
final class TurnsInFlight implements GracefulShutdownCapable {
  private final AskQuestion ask;
  private final Duration grace;

  TurnsInFlight(AskQuestion ask, GracefulShutdownConfiguration configuration) {
    this.ask = ask;
    this.grace = configuration.getGracePeriod();
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ask.finish(grace);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              finished.complete(null);
            });
    return finished;
  }
}
