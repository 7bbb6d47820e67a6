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
}
