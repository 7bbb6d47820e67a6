package dev.hark.search.index;

import java.io.Serial;

/** The index could not do it now; the same call may succeed later, whole. */
public final class IndexUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public IndexUnavailableException(String message) {
    super(message);
  }

  public IndexUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
