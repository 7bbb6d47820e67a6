package dev.hark.ask.retrieval;

import java.io.Serial;

/** Recordings cannot be searched or read. */
public final class SourceUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean mayPass;

  /** Now; the same call may succeed later. */
  public SourceUnavailableException(String message, Throwable cause) {
    this(message, cause, true);
  }

  public SourceUnavailableException(String message, Throwable cause, boolean mayPass) {
    super(message, cause);
    this.mayPass = mayPass;
  }

  /** Whether the same call may succeed later; else it is a fault, of the source or of ours. */
  public boolean mayPass() {
    return mayPass;
  }
}
