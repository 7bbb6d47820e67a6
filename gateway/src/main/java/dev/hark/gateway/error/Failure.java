package dev.hark.gateway.error;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done, as the client is told. A message says what to do and holds nothing of
 * the inside.
 *
 * @param param path of the offending field, such as {@code recording_ids[3]}
 * @param details what a program can read of it; empty when there is nothing to say
 * @param retryAfter when to try again, where that can be said
 */
public record Failure(
    ErrorCode code,
    String message,
    @Nullable String param,
    Map<String, Object> details,
    Optional<Duration> retryAfter) {
  /** The detail that names the session whose message was kept. */
  public static final String SESSION = "session_id";

  public Failure {
    details = Map.copyOf(details);
  }

  public Failure(ErrorCode code, String message, @Nullable String param) {
    this(code, message, param, Map.of(), Optional.empty());
  }

  public static Failure invalid(@Nullable String param, String message) {
    return new Failure(ErrorCode.INVALID_REQUEST, message, param);
  }

  /** By a service, whose word may be another one later. */
  public static Failure refused(@Nullable String param, String message) {
    return new Failure(ErrorCode.REFUSED, message, param);
  }

  /** One message for every reason, so that a guess learns nothing. */
  public static Failure unauthorized() {
    return new Failure(
        ErrorCode.UNAUTHORIZED,
        "Send a valid API key as 'Authorization: Bearer <key>'."
            + " This one is missing, unknown, expired or revoked.",
        null);
  }

  public static Failure forbidden(@Nullable String param, String message) {
    return new Failure(ErrorCode.FORBIDDEN, message, param);
  }

  /** A key that is bound to one end user, and a request that names another. */
  public static Failure anotherEndUser(@Nullable String param) {
    return forbidden(
        param,
        "This key is bound to another end user. Leave 'end_user_id' out, or use another key.");
  }

  /** The same for what is unknown and for what is somebody else's. */
  public static Failure notFound() {
    return new Failure(
        ErrorCode.NOT_FOUND,
        "There is nothing with this id that this key can see."
            + " Check the id, and that the key is of the same project, mode and end user.",
        null);
  }

  /** For an id in a body or among the parameters. */
  public static Failure notFound(String param) {
    return new Failure(ErrorCode.NOT_FOUND, notFound().message(), param);
  }

  /** An external id that another one has, whose id is told. */
  public static Failure alreadyExists(String param, String id) {
    return new Failure(
        ErrorCode.ALREADY_EXISTS,
        "Another end user has this '%s'. Use that one, or choose another id.".formatted(param),
        param,
        Map.of("id", id),
        Optional.empty());
  }

  /** A recording without a completed transcription, which is in the state {@code status}. */
  public static Failure notReady(String status) {
    return new Failure(
        ErrorCode.TRANSCRIPTION_NOT_READY,
        "The recording has no completed transcription yet. Ask again when it has one.",
        null,
        Map.of("status", status),
        Optional.empty());
  }

  public static Failure transcriptTooLarge(long transcriptTokens, long maxTokens) {
    return new Failure(
        ErrorCode.TRANSCRIPT_TOO_LARGE,
        "The transcript does not fit the model's context."
            + " Ask in a session of scope 'library' or 'selected' instead.",
        null,
        Map.of("transcript_tokens", transcriptTokens, "max_tokens", maxTokens),
        Optional.empty());
  }

  /**
   * The language model gave no answer; the message is kept in the session.
   *
   * @param message what helps, in ask-service's words
   */
  public static Failure provider(String message, String sessionId, Optional<Duration> retryAfter) {
    return new Failure(
        ErrorCode.PROVIDER_ERROR, message, null, Map.of(SESSION, sessionId), retryAfter);
  }

  /**
   * A project that has asked too often.
   *
   * @param wait until another request is worth while
   */
  public static Failure tooManyRequests(int perMinute, Duration wait) {
    return new Failure(
        ErrorCode.RATE_LIMIT_EXCEEDED,
        "This project may make %d requests a minute. Try again after the time in Retry-After."
            .formatted(perMinute),
        null,
        Map.of(),
        Optional.of(wait));
  }

  /** A project that has too many questions being answered. */
  public static Failure tooManyTurns(int most) {
    return new Failure(
        ErrorCode.RATE_LIMIT_EXCEEDED,
        "This project may have %d questions being answered at once. Try again when one is."
            .formatted(most),
        null);
  }

  /**
   * A project that has more under way than its share of what all projects use.
   *
   * @param sessionId where the message is kept, if it got that far; else empty
   */
  public static Failure tooMuchAtOnce(String sessionId) {
    return new Failure(
        ErrorCode.RATE_LIMIT_EXCEEDED,
        "This project has too much going on at once."
            + " Send less at a time, and try again after the time in Retry-After.",
        null,
        sessionId.isEmpty() ? Map.of() : Map.of(SESSION, sessionId),
        Optional.empty());
  }

  public static Failure noSuchRoute() {
    return new Failure(
        ErrorCode.NOT_FOUND, "There is no such route. Check the method and the path.", null);
  }

  public static Failure tooLarge() {
    return new Failure(
        ErrorCode.REQUEST_TOO_LARGE,
        "The body is too large: send at most 256 KiB, and of a transcript at most 32 MiB.",
        null);
  }

  public static Failure unavailable() {
    return new Failure(
        ErrorCode.UNAVAILABLE,
        "The service cannot answer at the moment. Try again after the time in Retry-After.",
        null);
  }

  /**
   * A fault of ours.
   *
   * @param sessionId where the message is kept, if it got that far; else empty
   */
  public static Failure internal(String sessionId) {
    return new Failure(
        ErrorCode.INTERNAL,
        "The service has a fault that this request has met. Sending it again will hardly help:"
            + " tell whoever runs the service the request_id.",
        null,
        sessionId.isEmpty() ? Map.of() : Map.of(SESSION, sessionId),
        Optional.empty());
  }

  /** Some of it may still be there; it is being deleted, whether anybody asks again or not. */
  public static Failure notDeletedYet(String erasureId) {
    return new Failure(
        ErrorCode.UNAVAILABLE,
        "Not all of it is deleted yet. That goes on by itself: '/v1/erasures/{id}' tells how far it"
            + " has come, and the same request again joins it.",
        null,
        Map.of("erasure_id", erasureId),
        Optional.empty());
  }

  /**
   * While a turn was being done.
   *
   * @param sessionId where the message is kept, if it got that far; else empty
   */
  public static Failure unavailable(String sessionId, Optional<Duration> retryAfter) {
    Failure plain = unavailable();
    return new Failure(
        plain.code(),
        plain.message(),
        null,
        sessionId.isEmpty() ? Map.of() : Map.of(SESSION, sessionId),
        retryAfter);
  }

  /**
   * For a turn whose beginning the client has seen, when this process ends before the turn does.
   */
  public static Failure interrupted(String sessionId) {
    return new Failure(
        ErrorCode.UNAVAILABLE,
        "The service is being restarted. Send the message again to this session:"
            + " it is not added a second time.",
        null,
        sessionId.isEmpty() ? Map.of() : Map.of(SESSION, sessionId),
        Optional.empty());
  }
}
