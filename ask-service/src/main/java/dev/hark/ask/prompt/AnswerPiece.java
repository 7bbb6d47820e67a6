package dev.hark.ask.prompt;

import java.util.List;

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
