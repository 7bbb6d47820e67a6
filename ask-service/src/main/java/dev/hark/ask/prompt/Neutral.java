package dev.hark.ask.prompt;

import java.util.regex.Pattern;

/**
 * Words from outside, made fit to stand in a prompt: a transcript or title can neither end its
 * fence, nor begin a line of its own, nor carry something that reads as a marker.
 */
final class Neutral {
  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");

  /** Anything that {@link #BREAKS} would change; most words have nothing of it. */
  private static final Pattern ODD =
      Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}\\u2028\\u2029&&[^ ]]| {2}");

  private Neutral() {}

  /**
   * On one line, without anything that reads as a marker; the same object when it is so already, as
   * hundreds of turns keep theirs at once.
   */
  static String line(String text) {
    String unbroken = ODD.matcher(text).find() ? BREAKS.matcher(text).replaceAll(" ") : text;
    return MarkerSyntax.OPENING.matcher(unbroken.strip()).replaceAll("( ");
  }

  /** The same, without anything that reads as a fence. */
  static String fenced(String text) {
    return line(text).replace('<', '‹').replace('>', '›').replace('"', '\'');
  }
}
