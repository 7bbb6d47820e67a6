package dev.hark.gateway.error;

import java.io.Serial;

/** Ends a request with a failure that the client is told of as it is. */
public final class FailureException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    // An answer, not an accident: where it was made does not matter.
    super(failure.code().code(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
