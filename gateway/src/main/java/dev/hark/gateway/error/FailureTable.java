package dev.hark.gateway.error;

import org.jspecify.annotations.Nullable;

/**
 * From anything that can go wrong with a request to the failure that the client is told. The
 * contract knows few statuses; what it does not list is told as the nearest that it does.
 */
final class FailureTable {
  private FailureTable() {}

  /**
   * @param cause what was thrown, if anything was
   * @param status what the framework would have answered
   */
  static Failure of(@Nullable Throwable cause, int status) {
    if (cause instanceof FailureException known) {
      return known.failure();
    }
    return switch (status) {
      // 405 is not in the contract: a route is a method and a path, so there is no such route.
      case 404, 405 -> Failure.noSuchRoute();
      case 413 -> Failure.tooLarge();
      case 503 -> Failure.unavailable();
      default -> status < 500 ? malformed() : Failure.internal("");
    };
  }

  private static Failure malformed() {
    return Failure.invalid(
        null, "The request is malformed. Check its method, path, headers and body.");
  }
}
