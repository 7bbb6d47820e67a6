package dev.hark.ask.turn;

import dev.hark.ask.id.MessageId;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.session.Session;
import java.util.Optional;

/**
 * A turn that can begin: nothing that the client has to put right stands in its way.
 *
 * @param keep whether the session is new and has to be kept first
 * @param transcript for recording scope
 * @param named the id that the message shall have, or has from an earlier call
 */
record PreparedTurn(
    Session session,
    boolean keep,
    ChatModel model,
    Optional<Transcript> transcript,
    Optional<MessageId> named) {}
