package dev.hark.ask.prompt;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The day on which somebody asks, where they are. */
public record Today(Instant now, ZoneId zone) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  private static final int DAYS_SHOWN = 14;
  private static final int WEEKS_SHOWN = 60;
  private static final int MONTHS_SHOWN = 24;

  String text() {
    return DAY.format(day(now)) + " (" + zone.getId() + ")";
  }

  LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** How long ago that was, in the largest unit that still tells something. */
  String age(Instant time) {
    LocalDate then = day(time);
    LocalDate today = day(now);
    long days = ChronoUnit.DAYS.between(then, today);
    if (days < 0) {
      return "in the future";
    }
    if (days == 0) {
      return "today";
    }
    if (days <= DAYS_SHOWN) {
      return ago(days, "day");
    }
    if (days <= WEEKS_SHOWN) {
      return ago(days / 7, "week");
    }
    long months = ChronoUnit.MONTHS.between(then, today);
    return months <= MONTHS_SHOWN
        ? ago(months, "month")
        : ago(ChronoUnit.YEARS.between(then, today), "year");
  }

  private static String ago(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s") + " ago";
  }
}
