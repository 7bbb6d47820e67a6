package dev.hark.indexer.event;

import java.io.Serial;

/** An event, or the transcript that it points at, can never work. Ends where it is decoded. */
public final class UnacceptableEventException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public UnacceptableEventException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.problem = new Problem(code, message);
  }

  public Problem problem() {
    return problem;
  }

  /**
   * Why an event can never work, for those who sent it.
   *
   * @param message names the field and what was expected there; never words of a transcript, a
   *     title or any other text of the event
   */
  public record Problem(ErrorCode code, String message) {}
}
