package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;

/** What tests ask of the service, as the gateway does. */
public record Calls(AskServiceBlockingStub stub, Caller caller) {
  /** A call that failed. */
  public record Refusal(Status.Code code, AskFailure failure) {}

  /** A caller that is bound to nobody. */
  public static Caller caller(String project) {
    return Caller.newBuilder()
        .setProjectId("proj_" + project)
        .setMode(Mode.MODE_LIVE)
        .setRequestId("req_1")
        .build();
  }

  public static NewSession scoped(ScopeType type, String endUser, String... recordings) {
    return NewSession.newBuilder()
        .setScope(Scope.newBuilder().setType(type).addAllRecordingIds(List.of(recordings)))
        .setEndUserId(endUser)
        .build();
  }

  public static NewSession library(String endUser) {
    return scoped(ScopeType.SCOPE_TYPE_LIBRARY, endUser);
  }

  public Session create(NewSession session) {
    return stub.createSession(
            CreateSessionRequest.newBuilder().setCaller(caller).setSession(session).build())
        .getSession();
  }

  public Session get(String session) {
    return stub.getSession(
            GetSessionRequest.newBuilder().setCaller(caller).setSessionId(session).build())
        .getSession();
  }

  public AskRequest question(String session, String content) {
    return AskRequest.newBuilder()
        .setCaller(caller)
        .setSessionId(session)
        .setMessage(UserMessage.newBuilder().setContent(content))
        .build();
  }

  public AskRequest question(NewSession session, String content) {
    return AskRequest.newBuilder()
        .setCaller(caller)
        .setNewSession(session)
        .setMessage(UserMessage.newBuilder().setContent(content))
        .build();
  }

  /** Everything that a turn tells. */
  public List<AskResponse> ask(AskRequest request) {
    List<AskResponse> events = new ArrayList<>();
    stub.ask(request).forEachRemaining(events::add);
    return events;
  }

  public Completed answer(String session, String content) {
    AskResponse last = ask(question(session, content)).getLast();
    if (!last.hasCompleted()) {
      throw new AssertionError(last.toString());
    }
    return last.getCompleted();
  }

  public AskFailure failure(AskRequest request) {
    AskResponse last = ask(request).getLast();
    if (!last.hasFailed()) {
      throw new AssertionError(last.toString());
    }
    return last.getFailed();
  }

  public List<Message> messages(String session) {
    return stub.listMessages(
            ListMessagesRequest.newBuilder()
                .setCaller(caller)
                .setSessionId(session)
                .setLimit(100)
                .build())
        .getMessagesList();
  }

  public static Refusal refusal(Runnable call) {
    StatusRuntimeException e = assertThrows(StatusRuntimeException.class, call::run);
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    try {
      return new Refusal(e.getStatus().getCode(), status.getDetails(0).unpack(AskFailure.class));
    } catch (InvalidProtocolBufferException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
