package dev.hark.stack.process;

/** What a program answered when it was asked whether it is ready. */
public sealed interface Readiness {
  /** It does its work. */
  record Ready() implements Readiness {}

  /** It does not yet, or no longer; the reason is for a person to read. */
  record NotReady(String reason) implements Readiness {}

  /** For probes that fail by an exception: its message, or its kind when it has none. */
  static Readiness failed(Exception failure) {
    String message = failure.getMessage();
    return new NotReady(message == null ? failure.getClass().getSimpleName() : message);
  }
}
