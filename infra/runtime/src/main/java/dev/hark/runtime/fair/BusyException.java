package dev.hark.runtime.fair;

import java.io.Serial;
import java.time.Duration;

/** A project has asked for more at once than its share; the same call may succeed soon. */
public final class BusyException extends RuntimeException {
  /**
   * Between services: how the description of a status RESOURCE_EXHAUSTED begins that says this.
   * gRPC gives that status by itself too, for a message that is too large.
   */
  public static final String MARK = "BUSY: ";

  /** By then a project's share has served what it had waiting, or some of it. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Refused.
   *
   * @param message names no project: it may be told to clients
   */
  public BusyException(String message) {
    super(message);
  }
}
