package dev.hark.interpretation.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stood in the slots of a pattern. */
record Captured(List<Slot> slots) {
  private static final List<Unit> UNITS = List.of(Unit.values());
  private static final List<Part> PARTS = List.of(Part.values());

  boolean has(Symbol symbol) {
    return slots.stream().anyMatch(slot -> slot.symbol() == symbol);
  }

  private Slot nth(Symbol symbol, int index) {
    return slots.stream().filter(slot -> slot.symbol() == symbol).skip(index).findFirst().get();
  }

  int number(Symbol symbol) {
    return nth(symbol, 0).number();
  }

  int secondNumber(Symbol symbol) {
    return nth(symbol, 1).number();
  }

  /** One where the words have no number. */
  int count() {
    return has(Symbol.NUMBER) ? number(Symbol.NUMBER) : 1;
  }

  @Nullable Integer year() {
    return has(Symbol.YEAR) ? (Integer) number(Symbol.YEAR) : null;
  }

  Unit unit() {
    Symbol one = has(Symbol.UNIT) ? Symbol.UNIT : Symbol.CLOCK_UNIT;
    return UNITS.get(number(has(Symbol.UNITS) ? Symbol.UNITS : one));
  }

  Part part(Symbol symbol) {
    return PARTS.get(number(symbol));
  }

  DayOfWeek weekday() {
    return DayOfWeek.of(number(Symbol.WEEKDAY));
  }

  DayOfWeek weekdayOfPart() {
    return DayOfWeek.of(number(Symbol.WEEKDAY_PART) / Language.PARTS);
  }

  Part partOfWeekday() {
    return PARTS.get(number(Symbol.WEEKDAY_PART) % Language.PARTS);
  }

  Value.Written written(Symbol symbol) {
    return (Value.Written) nth(symbol, 0).value();
  }

  LocalTime time(Symbol symbol, int index) {
    return ((Value.Clock) nth(symbol, index).value()).time();
  }

  Period period(Symbol symbol, int index) {
    return ((Value.Calendar) nth(symbol, index).value()).period();
  }

  Value.Title title() {
    return (Value.Title) nth(Symbol.TITLE, 0).value();
  }
}
