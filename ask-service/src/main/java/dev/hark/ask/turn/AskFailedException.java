package dev.hark.ask.turn;

import java.io.Serial;

/** Carries a failure out of the steps of a turn to the one place that answers it. */
public final class AskFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient AskFailure failure;

  public AskFailedException(AskFailure failure) {
    super(failure.getClass().getSimpleName());
    this.failure = failure;
  }

  public AskFailure failure() {
    return failure;
  }
}
