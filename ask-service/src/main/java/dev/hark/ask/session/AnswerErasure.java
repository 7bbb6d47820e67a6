package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What the deletion of a recording takes out of the answers that were given it. */
public enum AnswerErasure {
  /**
   * The sentences that rest on it: those that cite no other recording which is still there, and
   * those that hold something of it which the cited segments of the others do not hold.
   */
  SENTENCES,

  /** Everything. */
  GIVEN;

  /**
   * The answer when these recordings are gone; the same again when none of them was given to it.
   */
  public Message.Answer without(Message.Answer answer, Set<RecordingId> gone) {
    if (Collections.disjoint(answer.evidence().given(), gone)) {
      return answer;
    }
    return switch (this) {
      case SENTENCES -> SentencesLeft.of(answer, gone);
      case GIVEN -> withdrawn(answer);
    };
  }

  /** The answer without any of its words. */
  static Message.Answer withdrawn(Message.Answer answer) {
    return answer.with(List.of(new Part.Text(Erasures.INSTEAD)), List.of(), Evidence.WITHDRAWN);
  }
}
