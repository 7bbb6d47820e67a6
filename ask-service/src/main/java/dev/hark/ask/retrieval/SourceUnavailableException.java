package dev.hark.ask.retrieval;

import java.io.Serial;

/** Recordings cannot be searched or read now; the same call may succeed later. */
public final class SourceUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
