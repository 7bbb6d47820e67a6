package dev.hark.stack.process;

/** A program did not start or did not become ready; the message names its log and says why. */
public final class ProgramFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProgramFailedException(String message) {
    super(message);
  }

  public ProgramFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
