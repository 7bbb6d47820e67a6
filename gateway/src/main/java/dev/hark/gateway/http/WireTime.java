package dev.hark.gateway.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Times in the API: ISO 8601 in UTC with {@code Z}, three fractional digits or none. */
public final class WireTime {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private WireTime() {}

  /** What is finer than a millisecond is cut off. */
  public static String format(Instant time) {
    boolean whole = time.get(ChronoField.MILLI_OF_SECOND) == 0;
    return (whole ? SECONDS : MILLISECONDS).format(time.atOffset(ZoneOffset.UTC));
  }

  /** With {@code Z} or an offset; empty for anything else, also for years beyond four digits. */
  public static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text, READ);
      return isInFourDigits(time.toInstant()) ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static boolean isInFourDigits(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year >= 1 && year <= 9999;
  }
}
