package dev.hark.ask.interpretation;

import dev.hark.ask.retrieval.Found.Legs;
import dev.hark.ask.retrieval.RecordingCounts;
import java.util.Optional;

/**
 * Whether a question was answered from the recordings, and if not, why.
 *
 * @param recordings empty when they could not be counted
 * @param shown of a list or count: moments that the answer cites
 * @param total of a list or count: all moments that there are; 0 for others
 */
public record Grounding(State state, Optional<RecordingCounts> recordings, long shown, long total) {
  /** Three kinds of no, and yes. */
  public enum State {
    /** The answer cites something. */
    ANSWERED,
    /** All that is in scope was searched, and nothing of it answers. */
    NOT_SAID,
    /** Nothing answers, and some in scope has no words yet. */
    NOT_SEARCHABLE_YET,
    /** Nothing answers, and the search ran without its meaning or its words. */
    SEARCH_DEGRADED
  }

  /**
   * Which no it is when nothing answers: what cannot be known now comes before what is not said.
   *
   * @param counted the words of a list or count were looked for everywhere, whatever the legs
   */
  public static State no(Legs legs, Optional<RecordingCounts> recordings, boolean counted) {
    if (legs != Legs.BOTH && !counted) {
      return State.SEARCH_DEGRADED;
    }
    boolean pending = recordings.filter(counts -> counts.pending() > 0).isPresent();
    return pending ? State.NOT_SEARCHABLE_YET : State.NOT_SAID;
  }
}
