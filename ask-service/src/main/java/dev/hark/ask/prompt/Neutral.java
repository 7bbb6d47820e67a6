package dev.hark.ask.prompt;

import dev.hark.words.Line;

/**
 * Words from outside, made fit to stand in a prompt: a transcript or title can neither end its
 * fence, nor begin a line of its own, nor carry something that reads as a marker.
 */
final class Neutral {
  private Neutral() {}

  /**
   * On one line, without anything that reads as a marker; the same object when it is so already, as
   * hundreds of turns keep theirs at once.
   */
  static String line(String text) {
    String line = Line.of(text);
    return line.chars().anyMatch(MarkerSyntax::opens)
        ? MarkerSyntax.OPENING.matcher(line).replaceAll("( ")
        : line;
  }

  /** The same, without anything that reads as a fence. */
  static String fenced(String text) {
    return line(text).replace('<', '‹').replace('>', '›').replace('"', '\'');
  }
}
