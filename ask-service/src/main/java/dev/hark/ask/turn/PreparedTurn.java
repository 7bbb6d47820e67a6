package dev.hark.ask.turn;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.session.Session;
import java.util.Optional;

/**
 * A turn that can begin: nothing that the client has to put right stands in its way.
 *
 * @param keep whether the session is new and has to be kept first
 * @param transcript for recording scope
 */
record PreparedTurn(
    Session session,
    boolean keep,
    ChatModel model,
    Optional<Transcript> transcript,
    LookAhead ahead) {
  /** The same, whose model is waited for without a slot. */
  PreparedTurn outside(TurnSlot slot) {
    return new PreparedTurn(session, keep, slot.outside(model), transcript, ahead);
  }
}
