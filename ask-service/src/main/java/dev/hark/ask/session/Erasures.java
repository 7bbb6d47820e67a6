package dev.hark.ask.session;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;

/**
 * Takes people and recordings out of the conversations for good. From the moment that a call
 * returns nothing shows what was erased, and nothing that is still on its way is kept: {@link
 * Sessions#add} and {@link Conversation#answer} refuse it. Every call may be repeated and says what
 * it removed itself. Safe for many threads. Every call may throw {@link StoreUnavailableException}.
 */
public interface Erasures {
  /** Removes every session of this end user. */
  Erased endUser(Caller caller, EndUserId owner);

  /**
   * Removes the sessions about this recording, and what rests on it in the answers of others, as
   * {@link AnswerErasure} says. An answer from before it was noted what its sentences rest on goes
   * whole when it cites the recording or was given it; those after it too that cite nothing, as
   * they rest on what was said before.
   */
  Erased recording(Caller caller, RecordingId recording);

  /**
   * What was removed.
   *
   * @param messages of the sessions
   * @param answers in other sessions whose words were taken out, all or some
   */
  record Erased(long sessions, long messages, long answers) {
    public static final Erased NOTHING = new Erased(0, 0, 0);

    /** Both together. */
    public Erased and(Erased more) {
      return new Erased(sessions + more.sessions, messages + more.messages, answers + more.answers);
    }
  }

  /** What an answer says whose words were all taken out. */
  String INSTEAD = "This answer was removed: it rested on a recording that has been deleted.";
}
