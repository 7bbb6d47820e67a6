package dev.hark.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a transcript for people begins with: who speaks from here on, and since when.
 *
 * @param start in milliseconds, NaN where it says none
 * @param words what the line says behind it
 */
record TurnHead(Kind kind, @Nullable String speaker, double start, String words) {
  enum Kind {
    /** <code>[Ana Lima] 00:00:01</code>, as in Zoom's text. */
    BRACKETED,
    /** <code>Ana Lima  0:12</code>, as Otter writes. */
    SPACED,
    /** The same with three spaces, as Teams writes. */
    WIDE,
    /** A time and nothing else: a heading of Google Meet. */
    ALONE,
    /** <code>[00:12:03] so</code> or <code>Ana Lima (00:12:03): so</code>. */
    MARKED,
    /** <code>00:12:03 so</code>: a sentence may begin like that too. */
    BARE
  }

  /** Nothing that is longer is searched: the patterns look at a bounded text each. */
  private static final int LONGEST = 120;

  private static final String TIME = "(\\d{1,3}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,3})?)";

  private static final Pattern BRACKETED =
      Pattern.compile("\\[([^\\[\\]]{1,80})\\]\\s{1,9}" + TIME);

  private static final Pattern SPACED =
      Pattern.compile("(.{1,80}?)([ \\u00A0]{2,9}|\\s?\\t\\s?)" + TIME);

  private static final Pattern ALONE = Pattern.compile("(?:#{1,6} )?[\\[(]?" + TIME + "[\\])]?");

  private static final Pattern LEADING =
      Pattern.compile("([\\[(]?)" + TIME + "[\\])]?(?:\\s{0,3}[-–:](?=\\s)|(?=\\s))\\s{0,9}");

  private static final Pattern TRAILING =
      Pattern.compile("([^\\[\\](){}:]{1,60}?)\\s{0,3}[\\[(]" + TIME + "[\\])]\\s?:?(?=\\s|$)");

  /** Null when the line begins with nothing of that kind. */
  static @Nullable TurnHead of(String line) {
    Matcher alone = ALONE.matcher(line);
    Matcher bracketed = BRACKETED.matcher(line);
    Matcher spaced = SPACED.matcher(line);
    if (line.length() <= LONGEST && alone.matches()) {
      return head(Kind.ALONE, null, alone.group(1), "");
    }
    if (line.length() <= LONGEST && bracketed.matches()) {
      return head(Kind.BRACKETED, bracketed.group(1), bracketed.group(2), "");
    }
    if (line.length() <= LONGEST && spaced.matches()) {
      Kind kind = spaced.group(2).length() == 2 ? Kind.SPACED : Kind.WIDE;
      return head(kind, spaced.group(1), spaced.group(3), "");
    }
    Matcher leading = LEADING.matcher(line);
    if (leading.lookingAt()) {
      Kind kind = leading.group(1).isEmpty() ? Kind.BARE : Kind.MARKED;
      return head(kind, null, leading.group(2), line.substring(leading.end()));
    }
    Matcher trailing = TRAILING.matcher(line);
    return trailing.lookingAt()
        ? head(Kind.MARKED, trailing.group(1), trailing.group(2), line.substring(trailing.end()))
        : null;
  }

  private static @Nullable TurnHead head(
      Kind kind, @Nullable String speaker, String time, String words) {
    return Clock.parse(time).isEmpty()
        ? null
        : new TurnHead(kind, speaker, Clock.parse(time).getAsLong(), words.strip());
  }
}
