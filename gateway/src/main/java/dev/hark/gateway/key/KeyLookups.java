package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Look-ups beside the calls that wait for them; one at a time for each key. */
final class KeyLookups {
  private final KeyDirectory store;
  private final Executor threads;
  private final ConcurrentHashMap<KeyHash, CompletableFuture<Optional<KnownKey>>> underWay =
      new ConcurrentHashMap<>();

  KeyLookups(KeyDirectory store, Executor threads) {
    this.store = store;
    this.threads = threads;
  }

  /**
   * Looks up, or joins the look-up that is under way.
   *
   * @param around what is done before and after it, on its thread
   */
  CompletableFuture<Optional<KnownKey>> start(KeyHash hash, UnaryOperator<KeyDirectory> around) {
    CompletableFuture<Optional<KnownKey>> answer = new CompletableFuture<>();
    @Nullable CompletableFuture<Optional<KnownKey>> other = underWay.putIfAbsent(hash, answer);
    if (other != null) {
      return other;
    }
    threads.execute(
        () -> {
          try {
            Optional<KnownKey> found = around.apply(store).find(hash);
            underWay.remove(hash);
            answer.complete(found);
          } catch (RuntimeException | Error e) {
            // An Error too: whoever joined waits for this.
            underWay.remove(hash);
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /** Waits so long; whether it went well can be asked of the answer. */
  static void await(CompletableFuture<?> answer, Duration patience) {
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // That there is no answer says it all.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until it is there.
   *
   * @throws FailureException when it failed
   */
  static Optional<KnownKey> result(CompletableFuture<Optional<KnownKey>> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FailureException failure
          ? failure
          : new FailureException(Failure.unavailable());
    }
  }
}
