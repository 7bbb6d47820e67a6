package dev.hark.ask.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What counts as a marker: brackets that hold labels, numbers, times and what joins them, and
 * nothing else, such as {@code [S3]}, {@code [S3-S5, 7]}, {@code [S1 0:50]}, {@code (S3)}, {@code
 * [source 4]}, {@code [^S5]} and {@code 【S6】}.
 */
final class MarkerSyntax {
  /** Of a longer one no number is read: 200 characters hold 30. */
  static final int MAX_LENGTH = 200;

  /** A range names at most so many segments; a wider one names its two ends. */
  private static final int MAX_RANGE = 12;

  /** Joiners too: nobody sees them. */
  private static final String BLANKS = " \\t\\u00a0\\u202f\\u200c\\u200d";

  private static final String BLANK = "[" + BLANKS + "]";
  private static final String LETTER = "[\\p{L}\\p{M}_]";
  private static final String WORDY = "(?i:sources?|segments?|quellen?|fuentes?)(?!" + LETTER + ")";
  private static final String LABEL = "(?:" + WORDY + "|[SsＳｓ](?!" + LETTER + "))";
  private static final String DIGITS = "\\p{N}";

  /** Every dash and sign that somebody may take for a minus or plus. */
  private static final String SIGN = "[+\\p{Pd}\\u2212\\u207a\\u207b\\u208a\\u208b\\ufe62\\uff0b]";

  /** What has to stand first: a label and its number, whatever number that is. */
  private static final String BEGINNING =
      "(?:(?i:see|cf\\.)"
          + BLANK
          + "++)?+\\^?+(?:"
          + LABEL
          + "["
          + BLANKS
          + ":#]*+)++(?:"
          + SIGN
          + BLANK
          + "*+)*+"
          + DIGITS;

  /** What may follow: joined by commas, dashes or words, with times among it. */
  private static final String REST =
      "(?:"
          + DIGITS
          + "|"
          + BLANK
          + "|[,;:&/|.·•#^@†~]|"
          + SIGN
          + "|"
          + LABEL
          + "|(?i:and|und|et|y|to|bis|at|or)(?!"
          + LETTER
          + "))*+";

  /** A label without a number, and how some models name files. */
  private static final String WITHOUT = WORDY + BLANK + "*+|[\\p{Nd}:]++†[^【】\\n]{0,60}+";

  private static final Pattern SQUARE =
      Pattern.compile("[\\[【［]" + BLANK + "*+(?:" + BEGINNING + REST + "|" + WITHOUT + ")[\\]】］]");

  /** In prose round brackets are common: nothing stands between them, label and number there. */
  private static final Pattern ROUND =
      Pattern.compile(
          "[(（](?=(?:(?i:see|cf\\.)"
              + BLANK
              + "++)?+\\^?+(?:[SsＳｓ]"
              + SIGN
              + "*+|(?i:sources?)"
              + BLANK
              + "++[SsＳｓ]?+)"
              + DIGITS
              + ")"
              + BEGINNING
              + REST
              + "[)）]");

  /** The beginning of anything that may be a marker. */
  static final Pattern OPENING =
      Pattern.compile(
          "(?:[\\[【［]" + BLANK + "*+|[(（])(?=" + BEGINNING + "|" + WITHOUT + "[\\]】］])");

  /** A number, a time, or what stands between two of them. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<time>\\d{1,3}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?)(?!"
              + DIGITS
              + ")"
              + "|(?<label>"
              + LABEL
              + ")"
              + "|(?<number>"
              + DIGITS
              + "++(?:\\."
              + DIGITS
              + "++)*+)"
              + "|(?<range>[\\p{Pd}\\u2212]|(?i:to|bis)(?!"
              + LETTER
              + "))"
              + "|(?<at>@|(?i:at)(?!"
              + LETTER
              + "))"
              + "|(?<join>[^"
              + BLANKS
              + "])");

  private MarkerSyntax() {}

  static boolean opens(int character) {
    return "[【［(（".indexOf(character) >= 0;
  }

  /** Whether a bracket that begins like this can still become a marker. */
  static boolean canBecomeMarker(CharSequence bracket) {
    return canBecome(SQUARE, bracket) || canBecome(ROUND, bracket);
  }

  @SuppressWarnings("JdkObsolete") // What has not come yet may go on with the match.
  private static boolean canBecome(Pattern marker, CharSequence bracket) {
    Matcher matcher = marker.matcher(bracket);
    return matcher.matches() || matcher.hitEnd();
  }

  static boolean isMarker(CharSequence bracket) {
    return SQUARE.matcher(bracket).matches() || ROUND.matcher(bracket).matches();
  }

  /** Whether a bracket that is not closed yet began as a marker. */
  static boolean begunAsMarker(CharSequence bracket) {
    return OPENING.matcher(bracket).lookingAt();
  }

  /** The numbers that cannot be mistaken, in order, as often as they stand there. */
  static List<Integer> numbers(String marker) {
    Numbers numbers = new Numbers();
    Matcher token = TOKEN.matcher(marker.substring(1, marker.length() - 1));
    while (token.find()) {
      numbers.take(token);
    }
    return numbers.found;
  }

  /** Reads one token after the other. */
  private static final class Numbers {
    private final List<Integer> found = new ArrayList<>();
    private boolean labelled;

    /** The last token was a number that counts, and was followed by a dash. */
    private boolean open;

    private boolean ranging;

    /** What comes next is no number of a segment. */
    private boolean skips;

    void take(Matcher token) {
      if (token.group("label") != null) {
        labelled = true;
        skips = false;
      } else if (token.group("number") != null) {
        number(token.group("number"));
      } else if (token.group("range") != null) {
        ranging = open;
        skips = !open;
      } else if (token.group("time") != null) {
        rest(false);
      } else {
        rest(token.group("at") != null || (token.group("join").matches(SIGN) && !open));
      }
    }

    private void rest(boolean skipsNext) {
      open = false;
      ranging = false;
      skips = skipsNext;
    }

    private void number(String digits) {
      boolean plain = labelled && !skips && digits.matches("[0-9]{1,9}");
      if (plain && ranging) {
        addRange(found.getLast(), Integer.parseInt(digits));
      } else if (plain) {
        found.add(Integer.parseInt(digits));
      }
      rest(false);
      open = plain;
    }

    private void addRange(int first, int last) {
      if (last >= first && last - first < MAX_RANGE) {
        for (int number = first + 1; number <= last; number++) {
          found.add(number);
        }
      } else {
        found.add(last);
      }
    }
  }
}
