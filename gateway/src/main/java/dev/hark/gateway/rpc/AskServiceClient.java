package dev.hark.gateway.rpc;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.limit.TurnPermits;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.CountSessionsRequest;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.DeleteSessionRequest;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.search.v1.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks ask-service on a caller's behalf. Every failure comes out as a {@link FailureException} that
 * can be told to the client. Safe for many threads; blocks the one that calls.
 */
@Singleton
public final class AskServiceClient {
  private final ManagedChannel channel;
  private final AskServiceGrpc.AskServiceBlockingV2Stub stub;
  private final Duration start;
  private final Duration turn;
  private final TurnPermits permits;

  AskServiceClient(
      @Named(ServiceChannels.ASK_SERVICE) ManagedChannel channel,
      AskServiceConfiguration configuration,
      TurnPermits permits) {
    this.channel = channel;
    this.stub = AskServiceGrpc.newBlockingV2Stub(channel);
    this.start = configuration.start();
    this.turn = configuration.turn();
    this.permits = permits;
  }

  public Session create(Call call, NewSession session) {
    CreateSessionRequest request =
        CreateSessionRequest.newBuilder().setCaller(caller(call)).setSession(session).build();
    return ask(call, stub -> stub.createSession(request)).getSession();
  }

  public Session session(Call call, SessionId id) {
    return session(call, id, call.deadline());
  }

  /** The session of a turn that is to begin: with as much time as that has. */
  public Session sessionOfTurn(Call call, SessionId id) {
    return session(call, id, Deadline.after(start.toNanos(), TimeUnit.NANOSECONDS));
  }

  private Session session(Call call, SessionId id, Deadline deadline) {
    GetSessionRequest request =
        GetSessionRequest.newBuilder().setCaller(caller(call)).setSessionId(id.value()).build();
    return ask(call, stub -> stub.withDeadline(deadline).getSession(request)).getSession();
  }

  public Session rename(Call call, SessionId id, String title) {
    RenameSessionRequest request =
        RenameSessionRequest.newBuilder()
            .setCaller(caller(call))
            .setSessionId(id.value())
            .setTitle(title)
            .build();
    return ask(call, stub -> stub.renameSession(request)).getSession();
  }

  public void delete(Call call, SessionId id) {
    DeleteSessionRequest request =
        DeleteSessionRequest.newBuilder().setCaller(caller(call)).setSessionId(id.value()).build();
    ask(call, stub -> stub.deleteSession(request));
  }

  /**
   * A page of sessions.
   *
   * @param request without its caller
   */
  public ListSessionsResponse sessions(Call call, ListSessionsRequest.Builder request) {
    return ask(call, stub -> stub.listSessions(request.setCaller(caller(call)).build()));
  }

  /**
   * A page of a session's messages.
   *
   * @param request without its caller
   */
  public ListMessagesResponse messages(Call call, ListMessagesRequest.Builder request) {
    return ask(call, stub -> stub.listMessages(request.setCaller(caller(call)).build()));
  }

  /** What an answer was made from. */
  public Receipt receipt(Call call, SessionId session, MessageId message) {
    GetReceiptRequest request =
        GetReceiptRequest.newBuilder()
            .setCaller(caller(call))
            .setSessionId(session.value())
            .setMessageId(message.value())
            .build();
    return ask(call, stub -> stub.getReceipt(request)).getReceipt();
  }

  /**
   * How many sessions end users have, and since when; of those who have any that the caller can
   * see.
   *
   * @param endUsers a page at most
   */
  public Map<EndUserId, SessionCount> countSessions(Call call, Collection<EndUserId> endUsers) {
    if (endUsers.isEmpty()) {
      return Map.of();
    }
    CountSessionsRequest request =
        CountSessionsRequest.newBuilder()
            .setCaller(caller(call))
            .addAllEndUserIds(endUsers.stream().map(EndUserId::value).toList())
            .build();
    return ask(call, stub -> stub.countSessions(request)).getCountsList().stream()
        .collect(Collectors.toMap(count -> new EndUserId(count.getEndUserId()), count -> count));
  }

  /**
   * Begins a turn, which counts against the project's limit of turns at once until its end. To be
   * closed; the turn is finished either way.
   *
   * @param request without its caller
   * @param ending hears how it ends
   */
  public TurnReader turn(Call call, AskRequest.Builder request, TurnReader.Ending ending) {
    TurnPermits.Permit permit = permits.begin(call.caller().project());
    boolean begun = false;
    try {
      TurnReader reader =
          new TurnReader(
              call,
              channel,
              stub.withDeadlineAfter(turn.toNanos(), TimeUnit.NANOSECONDS)
                  .ask(request.setCaller(caller(call)).build()),
              request.hasNewSession() ? "initial_message." : "",
              permit,
              ending);
      begun = true;
      return reader;
    } finally {
      if (!begun) {
        permit.close();
      }
    }
  }

  private static Caller caller(Call call) {
    return CallerMessage.of(call.caller());
  }

  private interface Question<T> {
    T ask(AskServiceGrpc.AskServiceBlockingV2Stub stub) throws StatusException;
  }

  private <T> T ask(Call call, Question<T> question) {
    try {
      return question.ask(stub.withDeadline(call.deadline()));
    } catch (StatusException e) {
      InternalConfiguration.reconnect(channel);
      throw AskFailures.of(e, call, "");
    }
  }
}
