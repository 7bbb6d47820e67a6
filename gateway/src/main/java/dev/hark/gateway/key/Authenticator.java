package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what a client sent as its key to who it is. */
final class Authenticator {
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([^ ]+) *");

  private final Directory directory;
  private final InstantSource clock;

  Authenticator(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Where keys are looked up. Safe for many threads. */
  @FunctionalInterface
  interface Directory {
    /**
     * Empty when the key is unknown or revoked.
     *
     * @param source where the request came from: one source's unknown keys hold up no other's
     * @throws FailureException when it cannot be told at the moment
     */
    Optional<KnownKey> find(ApiKey.Hash hash, String source);
  }

  /**
   * @param authorization values of the header {@code Authorization}
   * @param apiKey values of the header {@code X-API-Key}
   * @param source where the request came from
   * @throws FailureException the same for every key that is not good
   */
  Identified authenticate(
      List<String> authorization, List<String> apiKey, String source, String requestId) {
    KnownKey key =
        credential(authorization, apiKey)
            .flatMap(ApiKey::parse)
            .flatMap(sent -> directory.find(sent.hash(), source))
            .filter(known -> !known.isExpired(clock.instant()))
            .orElseThrow(() -> new FailureException(Failure.unauthorized()));
    return new Identified(
        new Caller(
            key.project(),
            key.mode(),
            key.endUser(),
            key.scopes().stream().map(Scope::text).collect(Collectors.toSet()),
            key.id().value(),
            requestId),
        key.requestsPerMinute());
  }

  /**
   * Who it is, and what its project may do.
   *
   * @param requestsPerMinute of the project
   */
  record Identified(Caller caller, int requestsPerMinute) {}

  /** Empty when there is none, or when it is unclear which one is meant. */
  static Optional<String> credential(List<String> authorization, List<String> apiKey) {
    List<String> sent =
        Stream.concat(authorization.stream().map(Authenticator::token), apiKey.stream())
            .filter(token -> !token.isEmpty())
            .distinct()
            .toList();
    return sent.size() == 1 ? Optional.of(sent.getFirst()) : Optional.empty();
  }

  /** Empty, which is no key, for any other scheme: that may be a proxy's. */
  private static String token(String authorization) {
    Matcher matcher = BEARER.matcher(authorization);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
