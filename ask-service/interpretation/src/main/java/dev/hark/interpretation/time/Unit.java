package dev.hark.interpretation.time;

/** What time is counted in. */
enum Unit {
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  WEEKEND,
  MONTH,
  QUARTER,
  YEAR
}
