package dev.hark.ask.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What counts as a marker: {@code [S3]}, {@code [S3, S7]}, {@code [S3-S5]} and their variants. */
final class MarkerSyntax {
  /** Longer brackets are no markers: 200 characters hold 30 numbers. */
  static final int MAX_LENGTH = 200;

  /** A range names at most so many segments; a wider one names its two ends. */
  private static final int MAX_RANGE = 12;

  private static final String NUMBER = "[Ss]?\\d{1,9}";
  private static final String ITEM = NUMBER + "(?:\\s*(?:[-–—‑]|to|bis)\\s*" + NUMBER + ")?";
  private static final Pattern WHOLE =
      Pattern.compile(
          "[\\[【]\\s*(?=[Ss])"
              + ITEM
              + "(?:(?:\\s*(?:[,;&+/]|and)\\s*|\\s+)"
              + ITEM
              + ")*\\s*[\\]】]");
  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,9})(?:\\s*(?:[-–—‑]|to|bis)\\s*[Ss]?(\\d{1,9}))?");

  /** Every character that can stand in a bracket that is a marker. */
  private static final String INSIDE = "Ss0123456789,;&+/-–—‑ \tandtobis";

  private MarkerSyntax() {}

  static boolean opens(char character) {
    return character == '[' || character == '【';
  }

  static boolean closes(char character) {
    return character == ']' || character == '】';
  }

  /** Whether a bracket that goes on like this can still become a marker. */
  static boolean canHold(char character, int length) {
    return length < MAX_LENGTH && INSIDE.indexOf(character) >= 0;
  }

  /** Whether a bracket that was never closed began as a marker: an S and a digit. */
  static boolean begunAsMarker(String bracket) {
    return bracket.matches("[\\[【]\\s*[Ss]\\d.*");
  }

  /** The numbers in order, as often as they stand there; none when it is no marker. */
  static List<Integer> numbers(String bracket) {
    if (!WHOLE.matcher(bracket).matches()) {
      return List.of();
    }
    List<Integer> numbers = new ArrayList<>();
    Matcher range = RANGE.matcher(bracket);
    while (range.find()) {
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      addRange(numbers, first, last);
    }
    return numbers;
  }

  private static void addRange(List<Integer> numbers, int first, int last) {
    if (last >= first && last - first < MAX_RANGE) {
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    } else {
      numbers.add(first);
      numbers.add(last);
    }
  }
}
