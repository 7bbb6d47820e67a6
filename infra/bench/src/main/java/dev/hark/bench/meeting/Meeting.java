package dev.hark.bench.meeting;

import java.util.List;

/** A meeting with its specific questions. */
public record Meeting(String id, List<Turn> turns, List<Question> questions) {
  public Meeting {
    turns = List.copyOf(turns);
    questions = List.copyOf(questions);
    for (Question question : questions) {
      if (question.goldTurns().length() > turns.size()) {
        throw new IllegalArgumentException(
            "a question's evidence ends at turn "
                + (question.goldTurns().length() - 1)
                + " of "
                + turns.size());
      }
    }
  }

  public int words() {
    return turns.stream().mapToInt(turn -> turn.words().size()).sum();
  }

  /**
   * What one speaker says without a break.
   *
   * @param text as it is published; its words are {@code words}, or it is blank
   * @param startMs from the meeting's start
   */
  public record Turn(String speaker, String text, List<String> words, long startMs, long endMs) {
    public Turn {
      words = List.copyOf(words);
      if (startMs < 0 || endMs < startMs) {
        throw new IllegalArgumentException("a turn must not end before it starts: " + startMs);
      }
    }
  }
}
