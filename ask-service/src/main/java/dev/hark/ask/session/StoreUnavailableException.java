package dev.hark.ask.session;

import java.io.Serial;

/** Sessions and messages cannot be reached now; the same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
