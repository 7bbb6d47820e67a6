package dev.hark.interpretation.time;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A period of the calendar, in local time.
 *
 * @param from inclusive
 * @param to exclusive
 * @param cycle after how long the same words mean another period
 * @param either the same words could speak of the future
 * @param widened covers several readings
 */
record Period(LocalDateTime from, LocalDateTime to, Cycle cycle, boolean either, boolean widened) {
  /** Longest of those that are spoken of while what happened in them still is. */
  private static final int BRIEF_DAYS = 15;

  enum Cycle {
    NONE,
    WEEK,
    YEAR
  }

  static Period of(LocalDateTime from, LocalDateTime to) {
    return new Period(from, to, Cycle.NONE, false, false);
  }

  /** From the first day to the last. */
  static Period ofDays(LocalDate first, LocalDate last) {
    return of(first.atStartOfDay(), last.plusDays(1).atStartOfDay());
  }

  static Period ofDay(LocalDate day) {
    return ofDays(day, day);
  }

  /** Every period that begins and ends as these two do, or between. */
  static Period around(Period one, Period other) {
    LocalDateTime from = one.from.isBefore(other.from) ? one.from : other.from;
    LocalDateTime to = one.to.isAfter(other.to) ? one.to : other.to;
    boolean same = one.from.equals(other.from) && one.to.equals(other.to);
    return new Period(
        from, to, one.cycle, one.either || other.either, !same || one.widened || other.widened);
  }

  Period every(Cycle time) {
    return new Period(from, to, time, true, widened);
  }

  Period perhapsOfTheFuture() {
    return new Period(from, to, cycle, true, widened);
  }

  Period widen() {
    return new Period(from, to, cycle, either, true);
  }

  /** A part of it, with all else as it is. */
  Period part(LocalDateTime first, LocalDateTime last) {
    return new Period(first, last, cycle, either, widened);
  }

  /** The same words, one cycle before. */
  Period before() {
    return switch (cycle) {
      case NONE -> this;
      case WEEK -> part(from.minusWeeks(1), to.minusWeeks(1));
      case YEAR -> part(from.minusYears(1), to.minusYears(1));
    };
  }

  boolean isBrief() {
    return !to.isAfter(from.plusDays(BRIEF_DAYS));
  }
}
