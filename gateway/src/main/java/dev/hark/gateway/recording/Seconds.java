package dev.hark.gateway.recording;

import java.math.BigDecimal;

/** Milliseconds for clients that count in seconds: exact, and without zeros at the end. */
final class Seconds {
  private static final int MILLISECOND_DIGITS = 3;

  private Seconds() {}

  static BigDecimal of(long milliseconds) {
    BigDecimal seconds = BigDecimal.valueOf(milliseconds, MILLISECOND_DIGITS).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }
}
