package dev.hark.indexer.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** The one form of every time: ISO 8601, UTC, with three fractional digits or none. */
final class Times {
  private static final Pattern FORM =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z");
  private static final String EXPECTED = "expected a UTC time such as 2026-05-04T09:30:00.000Z";

  private Times() {}

  static Instant parse(String text) {
    if (!FORM.matcher(text).matches() || text.startsWith("0000")) {
      throw new IllegalArgumentException(EXPECTED);
    }
    try {
      return LocalDateTime.parse(text.substring(0, text.length() - 1)).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
  }
}
