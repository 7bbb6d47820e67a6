package dev.hark.format;

import java.util.OptionalLong;

/** Times as people and programs write them: 1:02:03.450, 02:03,45, 4.5s. */
final class Clock {
  /** Ten thousand hours: what is later is no time of a recording. */
  static final long MAX_MS = 10_000L * 3_600_000;

  private static final int LONGEST_NUMBER = 40;

  private Clock() {}

  /**
   * Hours may be missing or over 99; the fraction has a point or a comma and any number of digits,
   * cut to milliseconds. Empty when it is something else.
   */
  static OptionalLong parse(CharSequence text) {
    boolean negative = !text.isEmpty() && text.charAt(0) == '-';
    int at = negative ? 1 : 0;
    long[] parts = new long[3];
    int count = 0;
    boolean more = true;
    while (more) {
      int end = digits(text, at);
      if (end == at || end - at > (count == 0 ? 6 : 2) || count == parts.length) {
        return OptionalLong.empty();
      }
      parts[count++] = Long.parseLong(text, at, end, 10);
      more = end < text.length() && text.charAt(end) == ':';
      at = more ? end + 1 : end;
    }
    long fraction = fraction(text, at);
    long seconds = parts[count - 1];
    long minutes = count > 1 ? parts[count - 2] : 0;
    long hours = count > 2 ? parts[0] : 0;
    if (count < 2 || seconds > 59 || (count > 2 && minutes > 59) || fraction < 0) {
      return OptionalLong.empty();
    }
    long ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
    return OptionalLong.of(negative ? -ms : ms);
  }

  private static int digits(CharSequence text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Milliseconds of what follows the seconds, to the text's end; -1 when it is no fraction. */
  private static long fraction(CharSequence text, int from) {
    if (from == text.length()) {
      return 0;
    }
    boolean point = text.charAt(from) == '.' || text.charAt(from) == ',';
    int end = digits(text, from + 1);
    if (!point || end == from + 1 || end != text.length()) {
      return -1;
    }
    long ms = 0;
    for (int i = 0; i < 3; i++) {
      ms = ms * 10 + (from + 1 + i < end ? text.charAt(from + 1 + i) - '0' : 0);
    }
    return ms;
  }

  /**
   * Seconds of a text that is a number, perhaps with a unit, or a time; NaN of one that is none.
   */
  static double seconds(String text) {
    OptionalLong time = parse(text);
    if (time.isPresent()) {
      return time.getAsLong() / 1000.0;
    }
    String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    boolean plain = number.chars().allMatch(c -> "0123456789+-.,eE".indexOf(c) >= 0);
    if (number.isEmpty() || number.length() > LONGEST_NUMBER || !plain) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(number.replace(',', '.'));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
