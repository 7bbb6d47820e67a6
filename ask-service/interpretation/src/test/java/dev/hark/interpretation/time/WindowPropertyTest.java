package dev.hark.interpretation.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of windows in every zone that the JDK knows, at any time of these ten years. */
class WindowPropertyTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Duration YEARS = Duration.ofDays(3652);
  private static final int NOWS = 4;

  private static final TimeExpressions EXPRESSIONS = new TimeExpressions();

  private record Bounds(Instant from, Instant to) {
    boolean has(LocalDate day, ZoneId zone) {
      Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
      return !noon.isBefore(from) && noon.isBefore(to);
    }
  }

  @Test
  void daysAdjoinEachOtherAndBeginWhenTheDayDoes() {
    everywhere(
        (now, zone) -> {
          LocalDate date = LocalDate.ofInstant(now, zone);
          Bounds today = read("today", now, zone);
          Bounds yesterday = read("yesterday", now, zone);
          Bounds before = read("the day before yesterday", now, zone);
          assertStart(date, today.from(), zone);
          assertStart(date.plusDays(1), today.to(), zone);
          assertEquals(today.from(), yesterday.to());
          assertEquals(yesterday.from(), before.to());
          assertTrue(!now.isBefore(today.from()) && now.isBefore(today.to()));
          assertTrue(yesterday.has(date.minusDays(1), zone));
        });
  }

  @Test
  void weeksAdjoinEachOtherAndBeginOnMonday() {
    everywhere(
        (now, zone) -> {
          LocalDate monday =
              LocalDate.ofInstant(now, zone)
                  .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          Bounds current = read("this week", now, zone);
          Bounds last = read("last week", now, zone);
          Bounds before = read("the week before last", now, zone);
          assertStart(monday, current.from(), zone);
          assertStart(monday.plusWeeks(1), current.to(), zone);
          assertEquals(current.from(), last.to());
          assertEquals(last.from(), before.to());
          for (int day = 1; day <= 7; day++) {
            assertTrue(last.has(monday.minusDays(day), zone));
          }
        });
  }

  @Test
  void monthsQuartersAndYearsAdjoinEachOther() {
    everywhere(
        (now, zone) -> {
          LocalDate date = LocalDate.ofInstant(now, zone);
          for (String unit : List.of("month", "quarter", "year")) {
            Bounds current = read("this " + unit, now, zone);
            Bounds last = read("last " + unit, now, zone);
            assertEquals(current.from(), last.to());
            assertStart(LocalDate.ofInstant(last.from(), zone), last.from(), zone);
            assertEquals(1, LocalDate.ofInstant(last.from(), zone).getDayOfMonth());
            assertTrue(current.has(date, zone));
          }
          assertStart(date.withDayOfMonth(1), read("this month", now, zone).from(), zone);
        });
  }

  @Test
  void weekdaysAreTheLastBeforeToday() {
    everywhere(
        (now, zone) -> {
          LocalDate date = LocalDate.ofInstant(now, zone);
          for (DayOfWeek weekday : DayOfWeek.values()) {
            LocalDate day = date.with(TemporalAdjusters.previous(weekday));
            Bounds on = read("What did we decide on " + weekday + "?", now, zone);
            assertStart(day, on.from(), zone);
            assertStart(day.plusDays(1), on.to(), zone);
          }
        });
  }

  @Test
  void everyWindowOfTheTableIsOneInEveryZone() {
    List<Row> rows = Row.all();
    Random random = new Random(SEED);
    everywhere(
        (now, zone) -> {
          for (int i = 0; i < 4; i++) {
            String question = rows.get(random.nextInt(rows.size())).question();
            assertNotNull(EXPRESSIONS.read(question, now, zone));
          }
        });
  }

  private static void everywhere(BiConsumer<Instant, ZoneId> check) {
    Random random = new Random(SEED);
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      for (int i = 0; i < NOWS; i++) {
        Instant now = FIRST.plusSeconds(random.nextLong(YEARS.toSeconds()));
        try {
          check.accept(now, zone);
        } catch (AssertionError | RuntimeException failure) {
          throw new AssertionError("seed " + SEED + ", " + now + " in " + zone, failure);
        }
      }
    }
  }

  private static Bounds read(String text, Instant now, ZoneId zone) {
    TimeExpression expression = EXPRESSIONS.read(text, now, zone).orElseThrow();
    TimeExpression.Window window = (TimeExpression.Window) expression;
    return new Bounds(present(window.from()), present(window.to()));
  }

  private static Instant present(@Nullable Instant instant) {
    return Objects.requireNonNull(instant);
  }

  /** The first instant whose local date is that day: the one before it is of another. */
  private static void assertStart(LocalDate day, Instant start, ZoneId zone) {
    assertEquals(day, LocalDate.ofInstant(start, zone));
    assertTrue(
        LocalDate.ofInstant(start.minus(1, ChronoUnit.NANOS), zone).isBefore(day),
        () -> start + " is not the start of " + day);
  }
}
