package dev.hark.gateway.erasure;

import java.time.Duration;

/** Tells the world that something was deleted. */
interface DeletionEvents {
  /**
   * Returns when the event is safe. The same erasure again is the same event again.
   *
   * @throws dev.hark.gateway.error.FailureException when it is not in time; it may be out all the
   *     same
   */
  void publish(Erasure erasure, Duration time);
}
