package dev.hark.ask.grpc;

import dev.hark.ask.turn.AskFailure;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import java.util.Optional;
import java.util.function.Function;

/** Reads fields; what cannot be read is the caller's to put right, and the failure names it. */
final class Invalid {
  private Invalid() {}

  static AskFailedException field(String param, String message) {
    return new AskFailedException(new AskFailure.Invalid(param, message));
  }

  static <T> T read(String param, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw field(param, param + " is not valid: " + e.getMessage() + ".");
    }
  }

  /** Empty text means that there is none. */
  static <T> Optional<T> optional(String param, String value, Function<String, T> reader) {
    return value.isEmpty() ? Optional.empty() : Optional.of(read(param, value, reader));
  }
}
