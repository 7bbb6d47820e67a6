package dev.hark.bench.meeting;

import java.util.BitSet;
import java.util.List;

/**
 * A question about one meeting.
 *
 * @param evidence the turns that answer it
 */
public record Question(String meetingId, String text, List<TurnRange> evidence) {
  public Question {
    evidence = List.copyOf(evidence);
  }

  /** The turns that answer it, each once. */
  public BitSet goldTurns() {
    BitSet turns = new BitSet();
    evidence.forEach(range -> turns.set(range.first(), range.last() + 1));
    return turns;
  }

  /** Turns that answer a question, by number, both ends included. */
  public record TurnRange(int first, int last) {
    public TurnRange {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("no range of turns: " + first + " to " + last);
      }
    }
  }
}
