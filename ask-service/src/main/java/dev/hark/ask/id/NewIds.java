package dev.hark.ask.id;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes ids that sort by the time they were made at: milliseconds, then a count that grows within
 * one millisecond, then chance. Safe for many threads; ids of one instance strictly increase.
 */
public final class NewIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int TIME_DIGITS = 8;
  private static final int COUNT_DIGITS = 3;

  /** 62 to the 13th is over 2 to the 77th: two instances never make the same in practice. */
  private static final int RANDOM_DIGITS = 13;

  private static final int COUNTS = 62 * 62 * 62;

  private final Clock clock;
  private final RandomGenerator random;
  private long lastMillis;
  private int count;

  public NewIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public SessionId session() {
    return new SessionId(SessionId.PREFIX + next());
  }

  public MessageId message() {
    return new MessageId(MessageId.PREFIX + next());
  }

  private String next() {
    StringBuilder id = new StringBuilder();
    synchronized (this) {
      advance();
      number(id, lastMillis, TIME_DIGITS);
      number(id, count, COUNT_DIGITS);
    }
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return id.toString();
  }

  /** A clock that stands still or goes back does not disturb the order. */
  private void advance() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      count = 0;
    } else if (++count == COUNTS) {
      lastMillis++;
      count = 0;
    }
  }

  private static void number(StringBuilder id, long value, int digits) {
    long divisor = 1;
    for (int i = 1; i < digits; i++) {
      divisor *= DIGITS.length();
    }
    for (; divisor > 0; divisor /= DIGITS.length()) {
      id.append(DIGITS.charAt((int) (value / divisor % DIGITS.length())));
    }
  }
}
