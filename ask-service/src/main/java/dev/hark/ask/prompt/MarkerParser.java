package dev.hark.ask.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes markers out of an answer while it is being written. However the answer is cut into pieces,
 * the same words and markers come out, in the same order; words are held back only while they could
 * still turn out to belong to a marker. Markers are markers everywhere, in quotes and code too.
 *
 * <p>A marker whose numbers are none of a segment, such as {@code [S-3]}, goes too. So does what
 * goes with a marker: the blanks before it, and brackets or backticks that hold nothing else. The
 * answer's outer white space goes too. For one answer and one thread.
 */
public final class MarkerParser {
  /** Words not yet given out; blanks and an opener at their end may still go. */
  private final StringBuilder words = new StringBuilder();

  /** Blanks, line breaks, and after them an opener such as "(", which wait for what follows. */
  private final StringBuilder waiting = new StringBuilder();

  /** An open bracket that may become a marker. */
  private final StringBuilder bracket = new StringBuilder();

  private final Set<Integer> markers = new LinkedHashSet<>();
  private final List<AnswerPiece> pieces = new ArrayList<>();

  /** Blanks after a marker: they go when another marker follows. */
  private final StringBuilder afterMarkers = new StringBuilder();

  /** The bracket is longer than any list of numbers. */
  private boolean overlong;

  private char opener;
  private boolean begun;

  /** A marker was taken out since the last words, with numbers or without. */
  private boolean found;

  /** What can be given out now that this has come. */
  public List<AnswerPiece> next(String piece) {
    // NUL means nothing in a text, and cannot be stored.
    piece.chars().filter(character -> character != 0).forEach(it -> take((char) it));
    flushWords();
    return given();
  }

  /** What is left when the answer has ended. A marker that was cut off is dropped. */
  public List<AnswerPiece> finish() {
    if (!bracket.isEmpty()) {
      String rest = bracket.toString();
      bracket.setLength(0);
      if (!MarkerSyntax.begunAsMarker(rest)) {
        settleMarkers();
        rest.chars().forEach(character -> plain((char) character));
      }
    }
    settleMarkers();
    if (opener != 0) {
      releaseOpener();
    }
    flushWords();
    return given();
  }

  private List<AnswerPiece> given() {
    List<AnswerPiece> now = List.copyOf(pieces);
    pieces.clear();
    return now;
  }

  private void take(char character) {
    if (MarkerSyntax.opens(character)) {
      giveBackBracket();
      bracket.append(character);
    } else if (bracket.isEmpty()) {
      outside(character);
    } else {
      inBracket(character);
    }
  }

  private void inBracket(char character) {
    if (bracket.length() >= MarkerSyntax.MAX_LENGTH) {
      // What is more of it is left out, as all of it will be.
      overlong = true;
      if (Character.isSurrogate(character)) {
        return;
      }
      bracket.setLength(MarkerSyntax.MAX_LENGTH - 1);
      if (Character.isHighSurrogate(bracket.charAt(bracket.length() - 1))) {
        bracket.setLength(bracket.length() - 1);
      }
    }
    bracket.append(character);
    if (Character.isHighSurrogate(character)) {
      // Half of a character is none: the other half tells.
      return;
    }
    if (!MarkerSyntax.canBecomeMarker(bracket)) {
      giveBackBracket();
    } else if (MarkerSyntax.isMarker(bracket)) {
      if (!overlong) {
        markers.addAll(MarkerSyntax.numbers(bracket.toString()));
      }
      overlong = false;
      found = true;
      bracket.setLength(0);
      afterMarkers.setLength(0);
    }
  }

  /** It was no marker after all. */
  private void giveBackBracket() {
    String text = bracket.toString();
    bracket.setLength(0);
    overlong = false;
    text.chars().forEach(character -> outside((char) character));
  }

  private void outside(char character) {
    if (!found) {
      plain(character);
    } else if (blank(character)) {
      afterMarkers.append(character);
    } else if (afterMarkers.isEmpty() && opener != 0 && character == closer(opener)) {
      dropOpener();
    } else {
      settleMarkers();
      plain(character);
    }
  }

  /** Gives the markers out, behind the words that they stand behind. */
  private void settleMarkers() {
    if (!found) {
      return;
    }
    found = false;
    if (opener != 0) {
      releaseOpener();
    } else {
      dropTrailingBlanks();
    }
    flushWords();
    if (!markers.isEmpty()) {
      pieces.add(new AnswerPiece.Markers(List.copyOf(markers)));
      markers.clear();
    }
    if (waiting.isEmpty()) {
      waiting.append(afterMarkers);
    }
    afterMarkers.setLength(0);
  }

  private void plain(char character) {
    if (Character.isWhitespace(character)) {
      if (opener != 0) {
        releaseOpener();
      }
      waiting.append(character);
      return;
    }
    if (opener != 0) {
      releaseOpener();
    }
    if (closer(character) != 0) {
      opener = character;
      return;
    }
    release();
    words.append(character);
    begun = true;
  }

  private void releaseOpener() {
    char held = opener;
    opener = 0;
    release();
    words.append(held);
    begun = true;
  }

  private void dropOpener() {
    opener = 0;
  }

  /** The blanks that waited belong to the answer, unless it has not begun. */
  private void release() {
    if (begun) {
      words.append(waiting);
    }
    waiting.setLength(0);
  }

  /** Blanks before a marker go, line breaks stay. */
  private void dropTrailingBlanks() {
    int end = waiting.length();
    while (end > 0 && blank(waiting.charAt(end - 1))) {
      end--;
    }
    waiting.setLength(end);
  }

  private void flushWords() {
    if (!words.isEmpty()) {
      pieces.add(new AnswerPiece.Words(words.toString()));
      words.setLength(0);
    }
  }

  private static boolean blank(char character) {
    return character == ' ' || character == '\t' || character == '\u00a0';
  }

  /** What ends what this begins; 0 when it begins nothing. */
  private static char closer(char opener) {
    return switch (opener) {
      case '(' -> ')';
      case '[' -> ']';
      case '`' -> '`';
      default -> 0;
    };
  }

  /** A piece of an answer, as it was written. */
  public sealed interface AnswerPiece {
    /** Words; markers are not among them. */
    record Words(String text) implements AnswerPiece {}

    /**
     * Markers that stood side by side, in order, none twice. What they name was not looked up yet.
     */
    record Markers(List<Integer> numbers) implements AnswerPiece {
      public Markers {
        numbers = List.copyOf(numbers);
      }
    }
  }
}
