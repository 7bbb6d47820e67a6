package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets keys that nobody here has seen to the store, but not more unknown ones a second than it
 * answers beside its work: who sends more waits, and then has to come again. Good keys cost
 * nothing, but wait behind the others while there is a flood and they are seen for the first time.
 */
final class StrangerGate {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Bucket unknown;

  StrangerGate(int perSecond) {
    this.unknown =
        Bucket.builder()
            .addLimit(
                rate -> rate.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build();
  }

  Optional<KnownKey> pass(Supplier<Optional<KnownKey>> lookUp) {
    if (!admit()) {
      throw new FailureException(Failure.unavailable());
    }
    boolean stranger = false;
    try {
      Optional<KnownKey> found = lookUp.get();
      stranger = found.isEmpty();
      return found;
    } finally {
      if (!stranger) {
        unknown.addTokens(1);
      }
    }
  }

  private boolean admit() {
    try {
      return unknown.asBlocking().tryConsume(1, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
