package dev.hark.runtime.outbound;

import java.io.Serial;

/** An address that may not be asked. */
public final class RefusedAddressException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with it. */
  public enum Reason {
    NO_HOST("expected a host"),
    PORT("expected a port from 1 to 65535"),
    NOT_HTTPS("expected https, or a listed host"),
    NOT_PUBLIC("expected a public host, or a listed one");

    private final String expected;

    Reason(String expected) {
      this.expected = expected;
    }
  }

  RefusedAddressException(Reason reason) {
    super(reason.expected, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
