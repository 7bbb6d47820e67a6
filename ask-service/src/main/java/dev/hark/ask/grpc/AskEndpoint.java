package dev.hark.ask.grpc;

import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.Counted;
import dev.hark.ask.turn.AskFailure;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.ask.turn.AskQuestion;
import dev.hark.ask.turn.Faults;
import dev.hark.ask.turn.OpenSession;
import dev.hark.ask.turn.TurnLog;
import dev.hark.ask.turn.TurnRequest;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceImplBase;
import dev.hark.proto.ask.v1.CountSessionsRequest;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.CreateSessionResponse;
import dev.hark.proto.ask.v1.DeleteSessionRequest;
import dev.hark.proto.ask.v1.DeleteSessionResponse;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseEndUserResponse;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.ask.v1.EraseRecordingResponse;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.GetReceiptResponse;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.GetSessionResponse;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.RenameSessionResponse;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves the gateway. */
public final class AskEndpoint extends AskServiceImplBase {
  /** Of a call without a deadline. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final FairSlots slots;
  private final Sessions sessions;
  private final Erasures erasures;
  private final OpenSession opener;
  private final AskQuestion ask;
  private final SessionLists lists;
  private final Faults faults;

  /**
   * Serves the gateway.
   *
   * @param slots for calls that are no turns: so many at a time as have a connection of the store
   */
  public AskEndpoint(
      Sessions sessions,
      Conversation conversation,
      Erasures erasures,
      OpenSession opener,
      AskQuestion ask,
      FairSlots slots,
      Supplier<CursorSeal> seal,
      Faults faults) {
    this.faults = faults;
    this.slots = slots;
    this.sessions = sessions;
    this.erasures = erasures;
    this.opener = opener;
    this.ask = ask;
    this.lists = new SessionLists(sessions, conversation, seal);
  }

  @Override
  public void createSession(
      CreateSessionRequest request, StreamObserver<CreateSessionResponse> out) {
    tell(
        out,
        () -> {
          Caller caller = FromProto.caller(request.getCaller());
          Session session =
              opener.open(
                  caller,
                  FromProto.newSession(request.getSession()),
                  () -> isOver(Context.current()),
                  () -> slots.take(caller.project().value(), longestWait()));
          return CreateSessionResponse.newBuilder().setSession(ToProto.session(session)).build();
        });
  }

  @Override
  public void getSession(GetSessionRequest request, StreamObserver<GetSessionResponse> out) {
    answer(
        request.getCaller(),
        out,
        caller -> {
          Session session =
              sessions
                  .find(caller, Requests.session(request.getSessionId()))
                  .orElseThrow(AskEndpoint::notFound);
          return GetSessionResponse.newBuilder().setSession(ToProto.session(session)).build();
        });
  }

  @Override
  public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsResponse> out) {
    answer(request.getCaller(), out, caller -> lists.sessions(caller, request));
  }

  @Override
  public void renameSession(
      RenameSessionRequest request, StreamObserver<RenameSessionResponse> out) {
    answer(
        request.getCaller(),
        out,
        caller -> {
          String title = FromProto.title(request.getTitle());
          Session session =
              sessions
                  .rename(caller, Requests.session(request.getSessionId()), title)
                  .orElseThrow(AskEndpoint::notFound);
          return RenameSessionResponse.newBuilder().setSession(ToProto.session(session)).build();
        });
  }

  @Override
  public void deleteSession(
      DeleteSessionRequest request, StreamObserver<DeleteSessionResponse> out) {
    answer(
        request.getCaller(),
        out,
        caller -> {
          if (!sessions.delete(caller, Requests.session(request.getSessionId()))) {
            throw notFound();
          }
          return DeleteSessionResponse.getDefaultInstance();
        });
  }

  @Override
  public void listMessages(ListMessagesRequest request, StreamObserver<ListMessagesResponse> out) {
    answer(request.getCaller(), out, caller -> lists.messages(caller, request));
  }

  @Override
  public void getReceipt(GetReceiptRequest request, StreamObserver<GetReceiptResponse> out) {
    answer(request.getCaller(), out, caller -> lists.receipt(caller, request));
  }

  @Override
  public void countSessions(
      CountSessionsRequest request, StreamObserver<CountSessionsResponse> out) {
    answer(
        request.getCaller(),
        out,
        caller -> {
          Set<EndUserId> owners = Requests.endUsers(request.getEndUserIdsList());
          Map<EndUserId, Counted> counted = sessions.count(caller, owners);
          CountSessionsResponse.Builder response = CountSessionsResponse.newBuilder();
          for (EndUserId owner : owners) {
            Counted one = counted.get(owner);
            if (one != null) {
              response.addCounts(ToProto.count(owner, one));
            }
          }
          return response.build();
        });
  }

  @Override
  public void eraseEndUser(EraseEndUserRequest request, StreamObserver<EraseEndUserResponse> out) {
    answer(
        request.getCaller(),
        out,
        caller -> {
          EndUserId owner = Invalid.read("end_user_id", request.getEndUserId(), EndUserId::new);
          Erasures.Erased erased = erasures.endUser(eraser(caller), owner);
          return EraseEndUserResponse.newBuilder().setErased(ToProto.erased(erased)).build();
        });
  }

  @Override
  public void eraseRecording(
      EraseRecordingRequest request, StreamObserver<EraseRecordingResponse> out) {
    answer(
        request.getCaller(),
        out,
        caller -> {
          RecordingId recording =
              Invalid.read("recording_id", request.getRecordingId(), RecordingId::new);
          Erasures.Erased erased = erasures.recording(eraser(caller), recording);
          return EraseRecordingResponse.newBuilder().setErased(ToProto.erased(erased)).build();
        });
  }

  /** Whose recording it is, nobody here knows: only those may erase who may see all. */
  private static Caller eraser(Caller caller) {
    if (caller.boundTo().isPresent()) {
      throw new AskFailedException(new AskFailure.Forbidden("caller.end_user_id"));
    }
    return caller;
  }

  @Override
  public void ask(AskRequest request, StreamObserver<AskResponse> out) {
    TurnStream stream = new TurnStream((ServerCallStreamObserver<AskResponse>) out);
    Context call = Context.current();
    try {
      TurnLog turn =
          ask.ask(
              new TurnRequest(
                  FromProto.caller(request.getCaller()),
                  Requests.target(request),
                  FromProto.question(request.getMessage(), request.getIncludeList()),
                  Invalid.optional("message_id", request.getMessageId(), MessageId::new),
                  () -> isOver(call)));
      // Not on gRPC's thread for this call: that one tells when more can be sent.
      Thread.ofVirtual().name("turn-stream").start(() -> follow(stream, turn));
    } catch (AskFailedException e) {
      stream.fail(e.failure());
    }
  }

  /** Whether nobody waits any more for what the call comes to. */
  private static boolean isOver(Context call) {
    Deadline deadline = call.getDeadline();
    return call.isCancelled() || (deadline != null && deadline.isExpired());
  }

  /** However it goes, whoever waits hears an end. */
  private void follow(TurnStream stream, TurnLog turn) {
    try {
      stream.follow(turn);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stream.breakOff(Status.UNAVAILABLE);
    } catch (RuntimeException | Error e) {
      if (!stream.isLeft()) {
        faults.found("Ask", e);
      }
      stream.breakOff(Status.INTERNAL);
    }
  }

  private <T> void answer(
      dev.hark.proto.search.v1.Caller sent, StreamObserver<T> out, Function<Caller, T> work) {
    tell(
        out,
        () -> {
          Caller caller = FromProto.caller(sent);
          return slots.within(caller.project().value(), longestWait(), () -> work.apply(caller));
        });
  }

  private <T> void tell(StreamObserver<T> out, Supplier<T> work) {
    try {
      out.onNext(work.get());
      out.onCompleted();
    } catch (AskFailedException e) {
      out.onError(Failures.status(e.failure()));
    } catch (RuntimeException e) {
      out.onError(Failures.status(faults.failure("a call", Optional.empty(), e)));
    }
  }

  /** Half of the time that the caller waits: the rest is for the work. */
  private static Duration longestWait() {
    Deadline deadline = Context.current().getDeadline();
    return deadline == null
        ? LONGEST_WAIT
        : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS) / 2);
  }

  private static AskFailedException notFound() {
    return new AskFailedException(new AskFailure.NotFound(""));
  }
}
