package dev.hark.interpretation.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/** The calendar as seen from a now in a zone. Weeks begin on Monday. */
record Days(Instant now, ZoneId zone) {
  private static final int MONTHS_OF_QUARTER = 3;
  private static final int MONTHS_OF_YEAR = 12;

  /** The next 29 February is eight years away at most. */
  private static final int LONGEST_WAIT = 8;

  LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  LocalDateTime localNow() {
    return LocalDateTime.ofInstant(now, zone);
  }

  LocalDateTime endOfToday() {
    return today().plusDays(1).atStartOfDay();
  }

  /** A day that the zone left out is the one before it. */
  Period day(LocalDate day) {
    boolean leftOut = !startOf(day).isBefore(startOf(day.plusDays(1)));
    return leftOut ? Period.ofDays(day.minusDays(1), day) : Period.ofDay(day);
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The last such day before today. */
  LocalDate latest(DayOfWeek weekday) {
    return today().with(TemporalAdjusters.previous(weekday));
  }

  LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  Period week(LocalDate day) {
    return Period.ofDays(monday(day), monday(day).plusDays(6));
  }

  Period month(int year, int month) {
    return months(LocalDate.of(year, month, 1), 1);
  }

  Period quarter(int year, int quarter) {
    return months(LocalDate.of(year, (quarter - 1) * MONTHS_OF_QUARTER + 1, 1), MONTHS_OF_QUARTER);
  }

  Period year(int year) {
    return months(LocalDate.of(year, 1, 1), MONTHS_OF_YEAR);
  }

  private static Period months(LocalDate first, int months) {
    return Period.ofDays(first, first.plusMonths(months).minusDays(1));
  }

  /** The unit of the calendar that a day is in; null where a unit is none of the calendar. */
  @Nullable Period around(LocalDate day, Unit unit) {
    return switch (unit) {
      case WEEK -> week(day);
      case WEEKEND -> Period.ofDays(monday(day).plusDays(5), monday(day).plusDays(6));
      case MONTH -> month(day.getYear(), day.getMonthValue());
      case QUARTER -> quarter(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
      case YEAR -> year(day.getYear());
      case DAY -> day(day);
      case MINUTE, HOUR -> null;
    };
  }

  /** The day that is so many units before today; null where units are none of days. */
  @Nullable LocalDate before(int count, Unit unit) {
    return switch (unit) {
      case DAY -> today().minusDays(count);
      case WEEK, WEEKEND -> today().minusWeeks(count);
      case MONTH -> today().minusMonths(count);
      case QUARTER -> today().minusMonths((long) count * MONTHS_OF_QUARTER);
      case YEAR -> today().minusYears(count);
      case MINUTE, HOUR -> null;
    };
  }

  /** The last such day up to today; null where no year has it. */
  @Nullable LocalDate latest(int month, int day) {
    for (int year = today().getYear(); year >= today().getYear() - LONGEST_WAIT; year--) {
      LocalDate date = date(year, month, day);
      if (date != null && !date.isAfter(today())) {
        return date;
      }
    }
    return null;
  }

  /** Null where the calendar has no such day. */
  static @Nullable LocalDate date(int year, int month, int day) {
    boolean valid = month >= 1 && month <= MONTHS_OF_YEAR && day >= 1;
    return valid && day <= LocalDate.of(year, month, 1).lengthOfMonth()
        ? LocalDate.of(year, month, day)
        : null;
  }

  /**
   * When a local time begins to be: where clocks are put forward over it, when they are; where it
   * is twice, the first time.
   */
  Instant first(LocalDateTime local) {
    return local.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? startOf(local.toLocalDate())
        : at(local, false);
  }

  /** The same for an end: where a local time is twice, the second time, but for a day's. */
  Instant last(LocalDateTime local) {
    return local.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? startOf(local.toLocalDate())
        : at(local, true);
  }

  private Instant at(LocalDateTime local, boolean later) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    ZonedDateTime time = local.atZone(zone);
    return (later ? time.withLaterOffsetAtOverlap() : time).toInstant();
  }
}
