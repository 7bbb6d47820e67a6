package dev.hark.ask.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a model gave no whole answer, by what can be done about it. Never holds the provider's own
 * words: they may repeat the request.
 */
public sealed interface ModelFailure {
  /** For logs and metrics; no secret, no text of a request or answer. */
  String reason();

  /**
   * Overloaded or down: may pass.
   *
   * @param retryAfter when the provider said
   */
  record Busy(String reason, Optional<Duration> retryAfter) implements ModelFailure {}

  /** No answer in time: may pass. */
  record TimedOut(String reason) implements ModelFailure {}

  /** The answer broke off or made no sense: may pass. */
  record Broken(String reason) implements ModelFailure {}

  /** The provider does not take the request, or the key: whoever runs this has to look. */
  record Refused(String reason) implements ModelFailure {}

  /** The model thought, and wrote nothing else: asked again in the same way it will do the same. */
  record OnlyThoughts(String reason) implements ModelFailure {}
}
