package dev.hark.runtime.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in the API and in events, in whole milliseconds. Out: ISO 8601 in UTC with {@code Z} and
 * three fractional digits, so that text sorts as time. In: every date-time of ISO 8601 that says
 * its offset.
 */
public final class WireTime {
  private static final int MILLISECOND_DIGITS = 3;

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder().appendInstant(MILLISECOND_DIGITS).toFormatter();

  private static final Pattern READ =
      Pattern.compile(
          "(\\d{4})(-?)(\\d{2})\\2(\\d{2})[Tt]"
              + "(\\d{2})(:?)(\\d{2})(?:\\6(\\d{2})(?:[.,](\\d+))?)?"
              + "([Zz]|[+-]\\d{2}(?::?\\d{2})?)");

  private WireTime() {}

  /** What is finer than a millisecond is cut off. */
  public static String format(Instant time) {
    return WRITTEN.format(time);
  }

  /**
   * Of a date-time with {@code Z} or an offset, cut to milliseconds; empty for anything else, also
   * for years that are not 1 to 9999 in UTC.
   */
  public static Optional<Instant> parse(String text) {
    Matcher read = READ.matcher(text);
    if (!read.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(time(read)).filter(WireTime::isInFourDigits);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant time(Matcher read) {
    return LocalDateTime.of(
            number(read.group(1)),
            number(read.group(3)),
            number(read.group(4)),
            number(read.group(5)),
            number(read.group(7)),
            read.group(8) == null ? 0 : number(read.group(8)))
        .toInstant(offset(read.group(10)))
        .plusMillis(read.group(9) == null ? 0 : milliseconds(read.group(9)));
  }

  private static ZoneOffset offset(String text) {
    return text.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static int milliseconds(String fraction) {
    return number((fraction + "00").substring(0, MILLISECOND_DIGITS));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static boolean isInFourDigits(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year >= 1 && year <= 9999;
  }
}
