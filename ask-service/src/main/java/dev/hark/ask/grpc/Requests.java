package dev.hark.ask.grpc;

import dev.hark.ask.turn.AskFailure;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;

/** Where a request points at. */
final class Requests {
  private Requests() {}

  /** What is no id names nothing: it is not found, like every other unknown one. */
  static SessionId session(String id) {
    try {
      return new SessionId(id);
    } catch (IllegalArgumentException e) {
      throw new AskFailedException(new AskFailure.NotFound(""));
    }
  }

  /** In the same way. */
  static MessageId message(String id) {
    try {
      return new MessageId(id);
    } catch (IllegalArgumentException e) {
      throw new AskFailedException(new AskFailure.NotFound(""));
    }
  }

  static Target target(AskRequest request) {
    return switch (request.getSessionCase()) {
      case SESSION_ID -> new Target.Existing(session(request.getSessionId()));
      case NEW_SESSION -> new Target.Fresh(FromProto.newSession(request.getNewSession()));
      case SESSION_NOT_SET ->
          throw Invalid.field("session_id", "session_id or new_session is required.");
    };
  }
}
