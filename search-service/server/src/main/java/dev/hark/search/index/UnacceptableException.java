package dev.hark.search.index;

import java.io.Serial;

/** What was asked can never work. The message names the field and what was expected. */
public final class UnacceptableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public UnacceptableException(String message) {
    super(message);
  }

  /** A field that does not hold what it should. */
  public static UnacceptableException field(String name, String message) {
    return new UnacceptableException(name + ": " + message);
  }
}
