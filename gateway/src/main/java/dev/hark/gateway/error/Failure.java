package dev.hark.gateway.error;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done, as the client is told. A message says what to do and holds nothing of
 * the inside.
 *
 * @param param path of the offending field, such as {@code recording_ids[3]}
 */
public record Failure(ErrorCode code, String message, @Nullable String param) {

  public static Failure invalid(@Nullable String param, String message) {
    return new Failure(ErrorCode.INVALID_REQUEST, message, param);
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

  /** The same for what is unknown and for what is somebody else's. */
  public static Failure notFound() {
    return new Failure(
        ErrorCode.NOT_FOUND,
        "There is nothing with this id that this key can see."
            + " Check the id, and that the key is of the same project, mode and end user.",
        null);
  }

  public static Failure noSuchRoute() {
    return new Failure(
        ErrorCode.NOT_FOUND, "There is no such route. Check the method and the path.", null);
  }

  public static Failure tooLarge() {
    return new Failure(
        ErrorCode.REQUEST_TOO_LARGE, "The body is too large: send at most 256 KiB.", null);
  }

  public static Failure unavailable() {
    return new Failure(
        ErrorCode.UNAVAILABLE,
        "The service cannot answer at the moment. Try again after the time in Retry-After.",
        null);
  }
}
