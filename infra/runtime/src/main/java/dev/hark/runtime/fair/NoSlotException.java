package dev.hark.runtime.fair;

import java.io.Serial;

/**
 * A call has waited in vain for a slot, and not for its own project's work: others hold the slots,
 * or what holds them hangs. The same call may succeed later.
 */
public final class NoSlotException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Given up.
   *
   * @param message names no project: it may be told to clients
   */
  public NoSlotException(String message) {
    super(message);
  }
}
