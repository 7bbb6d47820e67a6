package dev.hark.gateway.key;

import java.util.Optional;

/** Where keys are looked up. Safe for many threads. */
interface KeyDirectory {
  /**
   * Empty when the key is unknown or revoked.
   *
   * @param source where the request came from: one source's unknown keys hold up no other's
   * @throws dev.hark.gateway.error.FailureException when it cannot be told at the moment
   */
  Optional<KnownKey> find(KeyHash hash, String source);
}
