package dev.hark.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.CountSessionsRequest;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.DeleteSessionRequest;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The calls of ask-service, as short as tests want them. */
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

  public Session rename(String session, String title) {
    return stub.renameSession(
            RenameSessionRequest.newBuilder()
                .setCaller(caller)
                .setSessionId(session)
                .setTitle(title)
                .build())
        .getSession();
  }

  public void delete(String session) {
    var _ =
        stub.deleteSession(
            DeleteSessionRequest.newBuilder().setCaller(caller).setSessionId(session).build());
  }

  public Receipt receipt(String session, String message) {
    return stub.getReceipt(
            GetReceiptRequest.newBuilder()
                .setCaller(caller)
                .setSessionId(session)
                .setMessageId(message)
                .build())
        .getReceipt();
  }

  public ListSessionsResponse list(Consumer<ListSessionsRequest.Builder> more) {
    ListSessionsRequest.Builder request =
        ListSessionsRequest.newBuilder().setCaller(caller).setLimit(100);
    more.accept(request);
    return stub.listSessions(request.build());
  }

  /** Of those who have sessions. */
  public List<SessionCount> count(List<String> endUsers) {
    return stub.countSessions(
            CountSessionsRequest.newBuilder().setCaller(caller).addAllEndUserIds(endUsers).build())
        .getCountsList();
  }

  /** The default of one who has none. */
  public SessionCount count(String endUser) {
    return count(List.of(endUser)).stream().findFirst().orElse(SessionCount.getDefaultInstance());
  }

  public Erased eraseEndUser(String endUser) {
    return stub.eraseEndUser(
            EraseEndUserRequest.newBuilder().setCaller(caller).setEndUserId(endUser).build())
        .getErased();
  }

  public Erased eraseRecording(String recording) {
    return stub.eraseRecording(
            EraseRecordingRequest.newBuilder().setCaller(caller).setRecordingId(recording).build())
        .getErased();
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
    return messages(session, 100, "").getMessagesList();
  }

  public ListMessagesResponse messages(String session, int limit, String cursor) {
    return stub.listMessages(
        ListMessagesRequest.newBuilder()
            .setCaller(caller)
            .setSessionId(session)
            .setLimit(limit)
            .setCursor(cursor)
            .build());
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
