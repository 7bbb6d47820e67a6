package dev.hark.gateway.export;

import java.util.regex.Pattern;

/** What people said, as text in a file and nothing else. */
public final class ExportText {
  /** What has a meaning in Markdown, or would be HTML there. */
  private static final Pattern MARKS = Pattern.compile("([\\\\`*_{}\\[\\]<>()#+\\-.!|~&=])");

  private ExportText() {}

  /** A line break would begin another cue, or a paragraph. */
  public static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
  }

  /** On one line of Markdown. */
  public static String markdown(String text) {
    return MARKS.matcher(oneLine(text)).replaceAll("\\\\$1");
  }

  /** Hours, minutes and seconds. */
  public static String clock(long milliseconds) {
    long seconds = milliseconds / 1_000;
    return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
