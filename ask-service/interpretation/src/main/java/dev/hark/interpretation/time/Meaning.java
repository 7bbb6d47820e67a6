package dev.hark.interpretation.time;

import java.util.Locale;

/**
 * What patterns can mean. Each is a section of every language file, and what its window is stands
 * in {@link Periods} and {@link Limits}.
 */
enum Meaning {
  CLOCK_24(Level.TIME),
  CLOCK_AM(Level.TIME),
  CLOCK_PM(Level.TIME),

  TODAY(Level.DAY),
  YESTERDAY(Level.DAY),
  DAY_BEFORE_YESTERDAY(Level.DAY),
  ON_WEEKDAY(Level.DAY),
  LATEST_WEEKDAY(Level.DAY),
  LAST_WEEKDAY(Level.DAY),
  WEEKDAY_OF_LAST_WEEK(Level.DAY),
  DATE(Level.DAY),
  DAY_OF_MONTH(Level.DAY),
  DATE_ISO(Level.DAY),
  DATE_DAY_FIRST(Level.DAY),
  DATE_EITHER_ORDER(Level.DAY),

  PART_OF_DAY(Level.PERIOD),
  PART_OF_TODAY(Level.PERIOD),
  LAST_NIGHT(Level.PERIOD),
  DAY_AT(Level.PERIOD),
  DAY_AFTER(Level.PERIOD),
  DAY_BEFORE(Level.PERIOD),
  DAY_BETWEEN(Level.PERIOD),
  WEEKEND(Level.PERIOD),
  THIS_UNIT(Level.PERIOD),
  LAST_UNIT(Level.PERIOD),
  LAST_OR_PAST_UNIT(Level.PERIOD),
  UNIT_BEFORE_LAST(Level.PERIOD),
  PAST_UNITS(Level.PERIOD),
  FEW_UNITS(Level.PERIOD),
  AGO(Level.PERIOD),
  FEW_AGO(Level.PERIOD),
  EARLIER(Level.PERIOD),
  MONTH_OF_YEAR(Level.PERIOD),
  LAST_MONTH_OF_YEAR(Level.PERIOD),
  WHOLE_YEAR(Level.PERIOD),
  QUARTER_OF_YEAR(Level.PERIOD),
  BEGINNING(Level.PERIOD),
  MIDDLE(Level.PERIOD),
  END(Level.PERIOD),
  WEEK_OF(Level.PERIOD),
  WEEK_NUMBER(Level.PERIOD),

  SINCE(Level.LIMIT),
  AFTER(Level.LIMIT),
  BEFORE(Level.LIMIT),
  UNTIL(Level.LIMIT),
  BY(Level.LIMIT),
  BETWEEN(Level.LIMIT),
  BETWEEN_DAYS(Level.LIMIT),
  PAST_HOURS(Level.LIMIT),
  FEW_HOURS(Level.LIMIT),
  HOURS_AGO(Level.LIMIT),
  BEFORE_LATEST_RECORDING(Level.LIMIT),
  AFTER_LATEST_RECORDING(Level.LIMIT),
  SINCE_LATEST_RECORDING(Level.LIMIT),
  LATEST_RECORDINGS(Level.LIMIT),
  BEFORE_RECORDING(Level.LIMIT),
  AFTER_RECORDING(Level.LIMIT),
  SINCE_RECORDING(Level.LIMIT);

  /** Patterns may use what lower levels have read. */
  enum Level {
    TIME,
    DAY,
    PERIOD,
    LIMIT
  }

  private final Level level;

  Meaning(Level level) {
    this.level = level;
  }

  Level level() {
    return level;
  }

  /** As language files have it. */
  String section() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
