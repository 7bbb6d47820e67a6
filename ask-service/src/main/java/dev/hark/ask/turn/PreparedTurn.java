package dev.hark.ask.turn;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.retrieval.RetrieveChunks;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A turn that can begin: nothing that the client has to put right stands in its way.
 *
 * @param keep whether the session is new and has to be kept first
 * @param transcript for recording scope
 * @param speakers who can be named, as soon as that is known
 */
record PreparedTurn(
    Session session,
    boolean keep,
    ChatModel model,
    Optional<Transcript> transcript,
    Future<List<String>> speakers) {
  /** The same, whose model is waited for without a slot. */
  PreparedTurn outside(TurnSlot slot) {
    return new PreparedTurn(session, keep, slot.outside(model), transcript, speakers);
  }

  /** Waits until it is known. */
  List<String> whoSpeaks() {
    return RetrieveChunks.result(speakers);
  }
}
