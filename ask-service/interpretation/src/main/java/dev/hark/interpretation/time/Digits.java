package dev.hark.interpretation.time;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that a token of digits can be. */
final class Digits {
  private static final int LONGEST = 12;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;
  private static final int CENTURY = 2000;
  private static final int HOURS = 24;
  private static final int NOON = 12;
  private static final int MINUTES = 60;

  private final Set<String> ordinalSuffixes;
  private final int end;
  private final List<Slot> slots = new ArrayList<>();

  private Digits(Set<String> ordinalSuffixes, int end) {
    this.ordinalSuffixes = ordinalSuffixes;
    this.end = end;
  }

  static List<Slot> read(String word, Set<String> ordinalSuffixes, int end) {
    Digits digits = new Digits(ordinalSuffixes, end);
    if (word.length() <= LONGEST) {
      digits.read(word);
    }
    return digits.slots;
  }

  private void read(String word) {
    int digits = digitsOf(word);
    String rest = word.substring(digits);
    if (digits > 4) {
      return;
    }
    int number = Integer.parseInt(word, 0, digits, 10);
    if (rest.isEmpty()) {
      plain(number, digits);
    } else if (rest.equals(".") || ordinalSuffixes.contains(rest)) {
      nth(number, digits);
      add(Symbol.ORDINAL, number, number >= 1 && number <= 31);
    } else if (Character.isLetter(rest.charAt(0))) {
      hour(number, rest);
    } else {
      List<Integer> numbers = numbers(word);
      if (rest.charAt(0) == ':') {
        clock(numbers, word);
      } else {
        date(numbers, rest.charAt(0), word);
      }
    }
  }

  private void plain(int number, int digits) {
    nth(number, digits);
    add(Symbol.NUMBER, number, number >= 1 && digits <= 3);
    add(Symbol.HOUR, number, number < HOURS && digits <= 2);
    add(Symbol.YEAR, number, digits == 4 && number >= FIRST_YEAR && number < LAST_YEAR);
  }

  private void nth(int number, int digits) {
    add(Symbol.NTH, number, number >= 1 && number <= 31 && digits <= 2);
  }

  /** 3pm, 15h, 15h30. */
  private void hour(int number, String rest) {
    boolean half = number >= 1 && number <= NOON;
    add(Symbol.HOUR_AM, number, half && rest.equals("am"));
    add(Symbol.HOUR_PM, number, half && rest.equals("pm"));
    if (rest.charAt(0) == 'h' && number < HOURS) {
      String minutes = rest.substring(1);
      if (minutes.isEmpty()) {
        clock(number, 0);
      } else if (minutes.length() == 2 && digitsOf(minutes) == 2) {
        clock(number, Integer.parseInt(minutes));
      }
    }
  }

  private void clock(List<Integer> numbers, String word) {
    if (numbers.size() == 2 && word.chars().allMatch(c -> c == ':' || isDigit(c))) {
      clock(numbers.getFirst(), numbers.getLast());
    }
  }

  private void clock(int hour, int minute) {
    if (hour < HOURS && minute < MINUTES) {
      slots.add(new Slot(Symbol.CLOCK, end, new Value.Clock(LocalTime.of(hour, minute))));
    }
  }

  private void date(List<Integer> numbers, char mark, String word) {
    boolean whole = word.chars().allMatch(character -> character == mark || isDigit(character));
    boolean twoOrThree = numbers.size() == 2 || numbers.size() == 3;
    if (!whole || !twoOrThree) {
      return;
    }
    int first = numbers.get(0);
    int second = numbers.get(1);
    int third = numbers.size() == 3 ? numbers.get(2) : 0;
    if (first >= FIRST_YEAR && third > 0) {
      add(Symbol.ISO, new Value.Written(first, second, third));
    } else if (numbers.size() == 2 || isYear(third)) {
      int year = third > 0 && third < 100 ? CENTURY + third : third;
      add(mark == '/' ? Symbol.SLASHED : Symbol.DOTTED, new Value.Written(year, first, second));
    }
  }

  private static boolean isYear(int number) {
    return (number >= 10 && number < 100) || (number >= FIRST_YEAR && number < LAST_YEAR);
  }

  private static List<Integer> numbers(String word) {
    List<Integer> numbers = new ArrayList<>();
    int at = 0;
    while (at < word.length()) {
      int end = at + digitsOf(word.substring(at));
      if (end > at) {
        numbers.add(Integer.parseInt(word, at, Math.min(end, at + 5), 10));
      }
      at = end + 1;
    }
    return numbers;
  }

  private static int digitsOf(String word) {
    int digits = 0;
    while (digits < word.length() && isDigit(word.charAt(digits))) {
      digits++;
    }
    return digits;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private void add(Symbol symbol, int number, boolean valid) {
    if (valid) {
      add(symbol, new Value.Count(number));
    }
  }

  private void add(Symbol symbol, Value value) {
    slots.add(new Slot(symbol, end, value));
  }
}
