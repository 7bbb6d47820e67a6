package dev.hark.gateway.ask;

import dev.hark.proto.ask.v1.Include;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A member that an answer holds only when it was asked for; those that are there stand in this
 * order.
 */
enum Addition {
  COVERAGE(Include.INCLUDE_COVERAGE),
  QUOTES(Include.INCLUDE_QUOTES),
  /** Told by ask-service in any case. */
  INTERPRETATION(Include.INCLUDE_UNSPECIFIED),
  /** In the same way. */
  GROUNDING(Include.INCLUDE_UNSPECIFIED);

  private final Include asked;

  Addition(Include asked) {
    this.asked = asked;
  }

  static Optional<Addition> parse(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  /** Its name in requests and answers. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What ask-service has to be asked for. */
  Optional<Include> asked() {
    return Optional.of(asked).filter(one -> one != Include.INCLUDE_UNSPECIFIED);
  }
}
