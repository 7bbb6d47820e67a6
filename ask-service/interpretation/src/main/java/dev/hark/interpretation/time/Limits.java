package dev.hark.interpretation.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What the meanings of whole expressions limit recordings to. Null where there is no such thing.
 */
record Limits(Days days) {
  private static final Duration FEW_HOURS = Duration.ofHours(12);
  private static final Duration FEW_MINUTES = Duration.ofMinutes(60);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  /** Longest search for the first of two ends, which has to be before the second. */
  private static final int CYCLES = 200;

  @Nullable Value of(Meaning meaning, Captured words) {
    return switch (meaning.level()) {
      case TIME -> clock(meaning, words);
      case DAY, PERIOD -> {
        Period period = new Periods(days).of(meaning, words);
        yield period == null ? null : new Value.Calendar(period);
      }
      case LIMIT -> limit(meaning, words);
    };
  }

  Value.@Nullable Limit of(Period period) {
    return between(period, period);
  }

  private Value.@Nullable Limit limit(Meaning meaning, Captured words) {
    return switch (meaning) {
      case SINCE -> open(words.period(Symbol.PERIOD, 0), true, false);
      case AFTER -> {
        Period period = words.period(Symbol.PERIOD, 0);
        yield new Value.Span(
            days.first(period.to()), null, period.widened(), period.either(), period.isBrief());
      }
      case BEFORE -> open(words.period(Symbol.PERIOD, 0), false, true);
      case UNTIL, BY -> {
        Period period = words.period(Symbol.PERIOD, 0);
        yield new Value.Span(
            null, days.last(period.to()), period.widened(), period.either(), period.isBrief());
      }
      case BETWEEN -> between(words.period(Symbol.PERIOD, 0), words.period(Symbol.PERIOD, 1));
      case BETWEEN_DAYS -> daysOfMonth(words);
      case PAST_HOURS -> past(length(words.count(), words.unit()), false);
      case FEW_HOURS -> past(words.unit() == Unit.HOUR ? FEW_HOURS : FEW_MINUTES, true);
      case HOURS_AGO -> ago(words);
      case LATEST_RECORDINGS -> latest(words);
      case BEFORE_RECORDING -> beside(TimeExpression.Relation.BEFORE, words, true);
      case AFTER_RECORDING -> beside(TimeExpression.Relation.AFTER, words, true);
      case SINCE_RECORDING -> beside(TimeExpression.Relation.SINCE, words, false);
      case BEFORE_LATEST_RECORDING -> besideLatest(TimeExpression.Relation.BEFORE, words);
      case AFTER_LATEST_RECORDING -> besideLatest(TimeExpression.Relation.AFTER, words);
      case SINCE_LATEST_RECORDING -> besideLatest(TimeExpression.Relation.SINCE, words);
      default -> throw new IllegalArgumentException("not a limit: " + meaning);
    };
  }

  private static @Nullable Value clock(Meaning meaning, Captured words) {
    if (words.has(Symbol.CLOCK)) {
      LocalTime time = words.time(Symbol.CLOCK, 0);
      return halfOfDay(meaning, time.getHour(), time.getMinute());
    }
    if (words.has(Symbol.HOUR)) {
      int minute = words.has(Symbol.NUMBER) ? words.number(Symbol.NUMBER) : 0;
      return minute > 59 ? null : halfOfDay(meaning, words.number(Symbol.HOUR), minute);
    }
    boolean morning = words.has(Symbol.HOUR_AM);
    return halfOfDay(meaning, words.number(morning ? Symbol.HOUR_AM : Symbol.HOUR_PM), 0);
  }

  private static Value halfOfDay(Meaning meaning, int hour, int minute) {
    int noon = Part.MORNING.to();
    int of24 =
        switch (meaning) {
          case CLOCK_AM -> hour == noon ? 0 : hour;
          case CLOCK_PM -> hour < noon ? hour + noon : hour;
          default -> hour;
        };
    return new Value.Clock(LocalTime.of(of24, minute));
  }

  /** What was since a time is not of the future, and is spoken of up to now. */
  private Value.Span open(Period period, boolean since, boolean either) {
    Instant bound = days.first(period.from());
    return new Value.Span(
        since ? bound : null,
        since ? null : bound,
        period.widened(),
        either && period.either(),
        since || period.isBrief());
  }

  /** The last time that both were in this order. */
  private Value.@Nullable Limit between(Period first, Period last) {
    Period from = first;
    Period to = last;
    if (first.cycle() == Period.Cycle.NONE && last.cycle() != Period.Cycle.NONE) {
      while (to.before().to().isAfter(from.from())) {
        to = to.before();
      }
    }
    for (int i = 0; i < CYCLES && !from.from().isBefore(to.to()); i++) {
      from = from.before();
    }
    return span(
        from.from(), to.to(), first.widened() || last.widened(), first.either() || last.either());
  }

  /** With several readings of an end the window reaches as far as any. */
  private Value.@Nullable Span span(
      LocalDateTime first, LocalDateTime last, boolean widened, boolean either) {
    Instant from = days.first(first);
    Instant to = days.last(last);
    boolean brief = Period.of(first, last).isBrief();
    return from.isBefore(to)
        ? new Value.Span(from, to, widened, either || to.isAfter(days.now()), brief)
        : null;
  }

  /** Without a year the last that has begun. */
  private Value.@Nullable Limit daysOfMonth(Captured words) {
    int month = words.number(Symbol.MONTH);
    int first = words.number(Symbol.NTH);
    LocalDate latest = days.latest(month, first);
    Integer year = words.year();
    if (latest == null || words.secondNumber(Symbol.NTH) < first) {
      return null;
    }
    int of = year == null ? latest.getYear() : year;
    LocalDate from = Days.date(of, month, first);
    LocalDate to = Days.date(of, month, words.secondNumber(Symbol.NTH));
    return from == null || to == null
        ? null
        : span(from.atStartOfDay(), to.plusDays(1).atStartOfDay(), false, year == null);
  }

  private static Duration length(int count, Unit unit) {
    return unit == Unit.HOUR ? Duration.ofHours(count) : Duration.ofMinutes(count);
  }

  private Value.Limit past(Duration length, boolean widened) {
    return new Value.Span(days.now().minus(length), days.now(), widened, false, true);
  }

  /** Half an hour around it, or around less than an hour half of it. */
  private Value.Limit ago(Captured words) {
    Duration ago =
        words.has(Symbol.CLOCK_UNIT) ? length(words.count(), words.unit()) : HALF_AN_HOUR;
    Duration half = ago.dividedBy(2);
    Duration around = half.compareTo(HALF_AN_HOUR) < 0 ? half : HALF_AN_HOUR;
    Instant then = days.now().minus(ago);
    return new Value.Span(then.minus(around), then.plus(around), true, false, true);
  }

  private static Value.@Nullable Limit latest(Captured words) {
    return words.count() > TimeExpression.NamedRecordings.MOST
        ? null
        : new Value.Latest(words.count(), words.title());
  }

  private static Value.@Nullable Limit beside(
      TimeExpression.Relation relation, Captured words, boolean either) {
    String title = words.title().words();
    return title.isEmpty() ? null : new Value.Beside(relation, title, either);
  }

  private static Value.Limit besideLatest(TimeExpression.Relation relation, Captured words) {
    return new Value.Beside(relation, words.title().words(), false);
  }
}
