package dev.hark.ask.session;

import java.io.Serial;

/** The store was there and did not take this: the same call will not succeed later either. */
public final class StoreRefusedException extends StoreUnavailableException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
