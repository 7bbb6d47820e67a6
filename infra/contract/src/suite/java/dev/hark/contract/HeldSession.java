package dev.hark.contract;

import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Delta;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.Started;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.List;

/** A conversation, in a half of a project; it changes. */
record HeldSession(String half, Session.Builder session, List<Message> messages) {
  /** A turn that has been answered. */
  record Turn(Session session, Message question, Message answer) {
    List<AskResponse> events() {
      return List.of(
          AskResponse.newBuilder()
              .setStarted(
                  Started.newBuilder()
                      .setSessionId(session.getSessionId())
                      .setMessageId(answer.getMessageId())
                      .setUserMessageId(question.getMessageId()))
              .build(),
          AskResponse.newBuilder()
              .setDelta(Delta.newBuilder().setText(answer.getContent()))
              .build(),
          AskResponse.newBuilder()
              .setCompleted(
                  Completed.newBuilder()
                      .setSessionId(session.getSessionId())
                      .setMessage(answer)
                      .setEndUserId(session.getEndUserId()))
              .build());
    }
  }

  boolean isIn(String wanted) {
    return half.equals(wanted);
  }

  Instant lastMessageAt() {
    return RpcTime.of(session.getLastMessageAt());
  }

  boolean isOf(String recording) {
    return session.getScope().getType() == ScopeType.SCOPE_TYPE_RECORDING
        && session.getScope().getRecordingIds(0).equals(recording);
  }
}
