package dev.hark.stack.installation;

/** Something that the person at the terminal can put right; the message says how. */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(message);
  }
}
