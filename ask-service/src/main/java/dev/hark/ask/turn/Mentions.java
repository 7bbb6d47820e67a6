package dev.hark.ask.turn;

import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Set;

/** The recordings that a question refers to: they are its session's, or it is not asked. */
final class Mentions {
  private final RecordingSource recordings;

  Mentions(RecordingSource recordings) {
    this.recordings = recordings;
  }

  /**
   * Refuses what is unknown or somebody else's, both alike, and then what is outside the scope.
   *
   * @throws AskFailedException naming the first reference that cannot be
   */
  void check(Caller caller, Session session, List<RecordingId> mentioned) {
    EndUserId owner = session.owner();
    Set<RecordingId> found =
        recordings.find(caller.boundTo(owner), owner, Set.copyOf(mentioned)).keySet();
    for (int i = 0; i < mentioned.size(); i++) {
      if (!found.contains(mentioned.get(i))) {
        throw new AskFailedException(new AskFailure.NotFound(param(i)));
      }
    }
    for (int i = 0; i < mentioned.size(); i++) {
      if (!isIn(session.scope(), mentioned.get(i))) {
        throw new AskFailedException(
            new AskFailure.Invalid(
                param(i),
                param(i) + " is outside the session's scope: leave it out, or ask elsewhere."));
      }
    }
  }

  private static boolean isIn(Scope scope, RecordingId recording) {
    return scope instanceof Scope.Library || scope.recordings().contains(recording);
  }

  private static String param(int index) {
    return "context_refs[" + index + "].id";
  }
}
