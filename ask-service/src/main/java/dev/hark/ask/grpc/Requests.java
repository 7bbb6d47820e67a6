package dev.hark.ask.grpc;

import dev.hark.ask.turn.AskFailure;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a request points at. */
final class Requests {
  private static final int MOST_END_USERS = 100;

  private Requests() {}

  static Set<EndUserId> endUsers(List<String> sent) {
    if (sent.isEmpty() || sent.size() > MOST_END_USERS) {
      throw Invalid.field(
          "end_user_ids",
          "end_user_ids must be 1 to " + MOST_END_USERS + ", not " + sent.size() + ".");
    }
    Set<EndUserId> ids = new LinkedHashSet<>();
    for (int i = 0; i < sent.size(); i++) {
      ids.add(Invalid.read("end_user_ids[" + i + "]", sent.get(i), EndUserId::new));
    }
    return ids;
  }

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
