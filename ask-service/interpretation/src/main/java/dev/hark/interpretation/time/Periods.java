package dev.hark.interpretation.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.IsoFields;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the meanings of days and periods are, seen from a now. Null where there is no such thing.
 */
record Periods(Days days) {
  /** As many as a few are at most; hours and minutes: {@link Limits}. */
  private static final int FEW_DAYS = 7;

  private static final int FEW_OTHERS = 6;

  /** Around a time of day: who says three may mean half past two, and the hour from three on. */
  private static final int MINUTES_BEFORE = 30;

  private static final int MINUTES_AFTER = 60;

  /** The days on which the middle and the end of a month begin. */
  private static final int MIDDLE = 11;

  private static final int END = 21;

  @Nullable Period of(Meaning meaning, Captured words) {
    LocalDate today = days.today();
    return switch (meaning) {
      case TODAY -> days.day(today).perhapsOfTheFuture();
      case YESTERDAY -> days.day(today.minusDays(1));
      case DAY_BEFORE_YESTERDAY -> days.day(today.minusDays(2));
      case ON_WEEKDAY -> days.day(days.latest(words.weekday())).every(Period.Cycle.WEEK);
      case LATEST_WEEKDAY -> days.day(days.latest(words.weekday()));
      case LAST_WEEKDAY ->
          Period.around(days.day(days.latest(words.weekday())), dayOfLastWeek(words.weekday()));
      case WEEKDAY_OF_LAST_WEEK -> dayOfLastWeek(words.weekday());
      case DATE -> date(words.year(), words.number(Symbol.MONTH), words.number(Symbol.NTH));
      case DAY_OF_MONTH -> latestOfMonth(words.number(Symbol.ORDINAL));
      case DATE_ISO -> inOrder(words.written(Symbol.ISO));
      case DATE_DAY_FIRST -> dayFirst(words);
      case DATE_EITHER_ORDER -> eitherOrder(words.written(Symbol.SLASHED));
      case PART_OF_DAY -> partOfDay(words);
      case PART_OF_TODAY -> partOfToday(words);
      case LAST_NIGHT -> part(days.day(today.minusDays(1)), Part.NIGHT);
      case DAY_AT -> at(words.period(Symbol.DAY, 0), words);
      case DAY_AFTER -> {
        Period day = words.period(Symbol.DAY, 0);
        yield valid(day.part(day.from().with(words.time(Symbol.TIME, 0)), day.to()));
      }
      case DAY_BEFORE -> {
        Period day = words.period(Symbol.DAY, 0);
        yield valid(day.part(day.from(), lastStart(day).with(words.time(Symbol.TIME, 0))));
      }
      case DAY_BETWEEN -> between(words);
      case WEEKEND -> thisUnit(Unit.WEEKEND);
      case THIS_UNIT -> thisUnit(words.unit());
      case LAST_UNIT -> unitBack(1, words.unit());
      case LAST_OR_PAST_UNIT -> lastOrPast(words.unit());
      case UNIT_BEFORE_LAST -> unitBack(2, words.unit());
      case PAST_UNITS -> past(words.count(), words.unit());
      case FEW_UNITS -> {
        Period past = past(few(words.unit()), words.unit());
        yield past == null ? null : past.widen();
      }
      case AGO -> ago(words);
      case FEW_AGO -> fewAgo(words.unit());
      case EARLIER -> earlier(words);
      case MONTH_OF_YEAR -> month(words);
      case LAST_MONTH_OF_YEAR -> lastMonth(words);
      case WHOLE_YEAR -> days.year(words.number(Symbol.YEAR));
      case QUARTER_OF_YEAR -> quarter(words);
      case BEGINNING -> partOfMonth(month(words), 1, MIDDLE);
      case MIDDLE -> partOfMonth(month(words), MIDDLE, END);
      case END -> partOfMonth(month(words), END, 0);
      case WEEK_OF -> {
        Period day = words.period(Symbol.DAY, 0);
        Period week = days.week(day.from().toLocalDate());
        yield new Period(week.from(), week.to(), day.cycle(), day.either(), day.widened());
      }
      case WEEK_NUMBER -> weekNumber(words.number(Symbol.NUMBER));
      default -> throw new IllegalArgumentException("not a period: " + meaning);
    };
  }

  private Period dayOfLastWeek(DayOfWeek weekday) {
    return days.day(days.monday(days.today()).minusWeeks(1).plusDays(weekday.getValue() - 1L));
  }

  private @Nullable Period date(@Nullable Integer year, int month, int day) {
    LocalDate date = year == null ? days.latest(month, day) : Days.date(year, month, day);
    if (date == null) {
      return null;
    }
    return year == null ? days.day(date).every(Period.Cycle.YEAR) : days.day(date);
  }

  private @Nullable Period inOrder(Value.Written date) {
    return date(date.year(), date.first(), date.second());
  }

  private @Nullable Period dayFirst(Captured words) {
    Value.Written date = words.written(words.has(Symbol.DOTTED) ? Symbol.DOTTED : Symbol.SLASHED);
    return date(date.year() == 0 ? null : (Integer) date.year(), date.second(), date.first());
  }

  /**
   * Of the two orders those that lie in the past; without a year, in the past of this year first.
   */
  private @Nullable Period eitherOrder(Value.Written date) {
    int year = date.year() == 0 ? days.today().getYear() : date.year();
    Stream<LocalDate> past = orders(year, date).filter(day -> !day.isAfter(days.today()));
    Period period = past.map(days::day).reduce(Period::around).orElse(null);
    if (period == null) {
      int other = date.year() == 0 ? year - 1 : year;
      period = orders(other, date).map(days::day).reduce(Period::around).orElse(null);
    }
    return period == null || date.year() != 0 ? period : period.every(Period.Cycle.YEAR);
  }

  private static Stream<LocalDate> orders(int year, Value.Written date) {
    return Stream.of(
            Days.date(year, date.first(), date.second()),
            Days.date(year, date.second(), date.first()))
        .flatMap(Stream::ofNullable)
        .distinct();
  }

  private @Nullable Period latestOfMonth(int day) {
    LocalDate first = days.today().withDayOfMonth(1);
    for (int back = 0; back <= 2; back++) {
      LocalDate month = first.minusMonths(back);
      LocalDate date = Days.date(month.getYear(), month.getMonthValue(), day);
      if (date != null && !date.isAfter(days.today())) {
        return days.day(date).perhapsOfTheFuture();
      }
    }
    return null;
  }

  private Period partOfDay(Captured words) {
    if (words.has(Symbol.PART_YESTERDAY)) {
      return part(days.day(days.today().minusDays(1)), words.part(Symbol.PART_YESTERDAY));
    }
    if (words.has(Symbol.WEEKDAY_PART)) {
      LocalDate day = days.latest(words.weekdayOfPart());
      return part(days.day(day).every(Period.Cycle.WEEK), words.partOfWeekday());
    }
    return part(words.period(Symbol.DAY, 0), words.part(Symbol.PART));
  }

  private Period partOfToday(Captured words) {
    Symbol symbol = words.has(Symbol.PART) ? Symbol.PART : Symbol.PART_TODAY;
    return part(days.day(days.today()).perhapsOfTheFuture(), words.part(symbol));
  }

  private static Period part(Period day, Part part) {
    return day.part(day.from().plusHours(part.from()), lastStart(day).plusHours(part.to()));
  }

  private static Period at(Period day, Captured words) {
    LocalTime time = words.time(Symbol.TIME, 0);
    LocalDateTime first = day.from().with(time).minusMinutes(MINUTES_BEFORE);
    return day.part(first, lastStart(day).with(time).plusMinutes(MINUTES_AFTER)).widen();
  }

  /** Of several days that may be meant, or of the only one. */
  private static LocalDateTime lastStart(Period day) {
    return day.to().minusDays(1);
  }

  private static @Nullable Period between(Captured words) {
    Period day = words.period(Symbol.DAY, 0);
    if (!words.has(Symbol.HOUR)) {
      return valid(
          day.part(
              day.from().with(words.time(Symbol.TIME, 0)),
              lastStart(day).with(words.time(Symbol.TIME, 1))));
    }
    LocalDateTime to = day.from().with(words.time(Symbol.TIME, 0));
    LocalDateTime morning = day.from().plusHours(words.number(Symbol.HOUR));
    LocalDateTime afternoon = morning.plusHours(Part.MORNING.to());
    return valid(day.part(afternoon.isBefore(to) ? afternoon : morning, to));
  }

  private static @Nullable Period valid(Period period) {
    return period.from().isBefore(period.to()) ? period : null;
  }

  private @Nullable Period thisUnit(Unit unit) {
    Period period = unit == Unit.DAY ? null : days.around(days.today(), unit);
    boolean toCome = period != null && period.from().isAfter(days.localNow());
    Period begun = toCome ? unitBack(1, unit) : period;
    return begun == null ? null : begun.perhapsOfTheFuture();
  }

  private @Nullable Period unitBack(int count, Unit unit) {
    LocalDate day = unit == Unit.DAY ? null : days.before(count, unit);
    return day == null ? null : days.around(day, unit);
  }

  /** The last days, weeks, months, with today. */
  private @Nullable Period past(int count, Unit unit) {
    LocalDate first = unit == Unit.WEEKEND ? null : days.before(count, unit);
    return first == null ? null : Period.ofDays(first, days.today());
  }

  private @Nullable Period lastOrPast(Unit unit) {
    Period last = unitBack(1, unit);
    Period past = past(1, unit);
    return last == null || past == null ? last : Period.around(last, past);
  }

  private static int few(Unit unit) {
    return unit == Unit.DAY ? FEW_DAYS : FEW_OTHERS;
  }

  /** The day, or the week, month, quarter or year around it. */
  private @Nullable Period ago(Captured words) {
    LocalDate day = days.before(words.count(), words.unit());
    return day == null || words.unit() == Unit.WEEKEND ? null : days.around(day, words.unit());
  }

  private @Nullable Period fewAgo(Unit unit) {
    Period past = past(few(unit), unit);
    return past == null ? null : past.part(past.from(), days.today().atStartOfDay()).widen();
  }

  private @Nullable Period earlier(Captured words) {
    Unit unit = words.has(Symbol.UNIT) ? words.unit() : Unit.DAY;
    Period period = days.around(days.today(), unit);
    return period == null ? null : valid(Period.of(period.from(), days.localNow()));
  }

  private Period month(Captured words) {
    int month = words.number(Symbol.MONTH);
    Integer year = words.year();
    if (year != null) {
      return days.month(year, month);
    }
    LocalDate today = days.today();
    boolean begun = month <= today.getMonthValue();
    return days.month(today.getYear() - (begun ? 0 : 1), month).every(Period.Cycle.YEAR);
  }

  private Period lastMonth(Captured words) {
    int month = words.number(Symbol.MONTH);
    boolean over = month < days.today().getMonthValue();
    return days.month(days.today().getYear() - (over ? 0 : 1), month);
  }

  private Period quarter(Captured words) {
    int quarter = words.number(Symbol.QUARTER);
    Integer year = words.year();
    if (year != null) {
      return days.quarter(year, quarter);
    }
    boolean begun = quarter <= days.today().get(IsoFields.QUARTER_OF_YEAR);
    return days.quarter(days.today().getYear() - (begun ? 0 : 1), quarter).every(Period.Cycle.YEAR);
  }

  private static Period partOfMonth(Period month, int first, int next) {
    LocalDateTime to = next == 0 ? month.to() : month.from().withDayOfMonth(next);
    return month.part(month.from().withDayOfMonth(first), to).widen();
  }

  private @Nullable Period weekNumber(int number) {
    for (int back = 0; back <= 6 && number <= 53; back++) {
      int year = days.today().getYear() - back;
      LocalDate day = LocalDate.of(year, 1, 4).plusWeeks(number - 1L);
      boolean exists = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == number;
      if (exists && !days.monday(day).isAfter(days.today())) {
        return days.week(day).perhapsOfTheFuture();
      }
    }
    return null;
  }
}
