package dev.hark.contract;

import com.google.protobuf.Message;
import dev.hark.proto.ask.v1.AskFailure;
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
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.GetReceiptResponse;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.GetSessionResponse;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.RenameSessionResponse;
import dev.hark.proto.ask.v1.Session;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps sessions in memory and answers every question alike, but what a test says another answer
 * to; remembers what it was asked.
 */
public final class FakeAskService extends AskServiceImplBase {
  private final MemorySessions sessions;
  private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();

  private volatile Optional<Supplier<Session>> onSession = Optional.empty();
  private volatile Optional<Supplier<ListSessionsResponse>> onSessions = Optional.empty();
  private volatile Optional<Supplier<ListMessagesResponse>> onMessages = Optional.empty();
  private volatile Optional<Supplier<Receipt>> onReceipt = Optional.empty();
  private volatile Optional<Supplier<CountSessionsResponse>> onCount = Optional.empty();
  private volatile Optional<Supplier<Erased>> onErasure = Optional.empty();
  private volatile Turn onTurn = this::tellItself;

  /** Whether look-ups of sessions fail only as everything does: until a turn is told again. */
  private volatile boolean everythingFails;

  /** What a turn tells. */
  @FunctionalInterface
  public interface Turn {
    void tell(AskRequest request, ServerCallStreamObserver<AskResponse> out);
  }

  /** Over what this one has. */
  public FakeAskService(FakeIndexService index) {
    this.sessions = new MemorySessions(index.index);
  }

  /** The answer of every call that gives one session, and whether a deletion works. */
  public void onSession(Supplier<Session> answer) {
    requests.clear();
    onSession = Optional.of(answer);
    everythingFails = false;
  }

  public void onSessions(Supplier<ListSessionsResponse> answer) {
    requests.clear();
    onSessions = Optional.of(answer);
  }

  public void onMessages(Supplier<ListMessagesResponse> answer) {
    requests.clear();
    onMessages = Optional.of(answer);
  }

  public void onReceipt(Supplier<Receipt> answer) {
    requests.clear();
    onReceipt = Optional.of(answer);
  }

  public void onCount(Supplier<CountSessionsResponse> answer) {
    requests.clear();
    onCount = Optional.of(answer);
  }

  public void onErasure(Supplier<Erased> answer) {
    requests.clear();
    onErasure = Optional.of(answer);
  }

  /** Runs on a thread of its own, which may wait. */
  public void onTurn(Turn turn) {
    requests.clear();
    onTurn = turn;
    if (everythingFails) {
      onSession = Optional.empty();
      everythingFails = false;
    }
  }

  /** A turn that is told at once. */
  public void tells(AskResponse... events) {
    onTurn(
        (request, out) -> {
          List.of(events).forEach(out::onNext);
          out.onCompleted();
        });
  }

  /** Every call, turns too, fails so. */
  public void fails(Status status) {
    StatusRuntimeException exception = status.asRuntimeException();
    fails(exception, (request, out) -> out.onError(exception));
  }

  /** Unary calls fail with this in their status, turns with this as their only event. */
  public void fails(AskFailure failure) {
    AskResponse failed = AskResponse.newBuilder().setFailed(failure).build();
    fails(
        new AskRefusedException(failure).status(),
        (request, out) -> {
          out.onNext(failed);
          out.onCompleted();
        });
  }

  private void fails(StatusRuntimeException exception, Turn turn) {
    onSession(() -> fail(exception));
    onSessions(() -> fail(exception));
    onMessages(() -> fail(exception));
    onReceipt(() -> fail(exception));
    onCount(() -> fail(exception));
    onErasure(() -> fail(exception));
    onTurn(turn);
    everythingFails = true;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // never returns
  private static <T> T fail(StatusRuntimeException exception) {
    throw exception;
  }

  public int asked() {
    return requests.size();
  }

  /** How often this was asked. */
  public long asked(Class<? extends Message> type) {
    return requests.stream().filter(type::isInstance).count();
  }

  /** What was asked last. */
  public <T extends Message> T last(Class<T> type) {
    return type.cast(List.copyOf(requests).getLast());
  }

  @Override
  public void createSession(
      CreateSessionRequest request, StreamObserver<CreateSessionResponse> out) {
    answer(
        request,
        out,
        onSession,
        () -> sessions.create(request.getCaller(), request.getSession()),
        session -> CreateSessionResponse.newBuilder().setSession(session).build());
  }

  @Override
  public void getSession(GetSessionRequest request, StreamObserver<GetSessionResponse> out) {
    answer(
        request,
        out,
        onSession,
        () -> sessions.get(request.getCaller(), request.getSessionId()),
        session -> GetSessionResponse.newBuilder().setSession(session).build());
  }

  @Override
  public void renameSession(
      RenameSessionRequest request, StreamObserver<RenameSessionResponse> out) {
    answer(
        request,
        out,
        onSession,
        () -> sessions.rename(request.getCaller(), request.getSessionId(), request.getTitle()),
        session -> RenameSessionResponse.newBuilder().setSession(session).build());
  }

  @Override
  public void deleteSession(
      DeleteSessionRequest request, StreamObserver<DeleteSessionResponse> out) {
    answer(
        request,
        out,
        onSession,
        () -> sessions.delete(request.getCaller(), request.getSessionId()),
        session -> DeleteSessionResponse.getDefaultInstance());
  }

  @Override
  public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsResponse> out) {
    answer(request, out, onSessions, () -> sessions.list(request), list -> list);
  }

  @Override
  public void listMessages(ListMessagesRequest request, StreamObserver<ListMessagesResponse> out) {
    answer(request, out, onMessages, () -> sessions.list(request), list -> list);
  }

  @Override
  public void getReceipt(GetReceiptRequest request, StreamObserver<GetReceiptResponse> out) {
    answer(
        request,
        out,
        onReceipt,
        () -> sessions.receipt(request),
        receipt -> GetReceiptResponse.newBuilder().setReceipt(receipt).build());
  }

  @Override
  public void countSessions(
      CountSessionsRequest request, StreamObserver<CountSessionsResponse> out) {
    answer(request, out, onCount, () -> sessions.count(request), count -> count);
  }

  @Override
  public void eraseEndUser(EraseEndUserRequest request, StreamObserver<EraseEndUserResponse> out) {
    answer(
        request,
        out,
        onErasure,
        () -> sessions.eraseEndUser(request.getCaller(), request.getEndUserId()),
        erased -> EraseEndUserResponse.newBuilder().setErased(erased).build());
  }

  @Override
  public void eraseRecording(
      EraseRecordingRequest request, StreamObserver<EraseRecordingResponse> out) {
    answer(
        request,
        out,
        onErasure,
        () -> sessions.eraseRecording(request.getCaller(), request.getRecordingId()),
        erased -> EraseRecordingResponse.newBuilder().setErased(erased).build());
  }

  @Override
  public void ask(AskRequest request, StreamObserver<AskResponse> out) {
    requests.add(request);
    ServerCallStreamObserver<AskResponse> stream = (ServerCallStreamObserver<AskResponse>) out;
    // Else a client that leaves makes the next event throw.
    stream.setOnCancelHandler(() -> {});
    Turn turn = onTurn;
    Thread.ofVirtual().start(() -> turn.tell(request, stream));
  }

  private void tellItself(AskRequest request, StreamObserver<AskResponse> out) {
    try {
      sessions.ask(request).events().forEach(out::onNext);
    } catch (AskRefusedException e) {
      out.onNext(AskResponse.newBuilder().setFailed(e.failure()).build());
    }
    out.onCompleted();
  }

  private <T, A> void answer(
      Message request,
      StreamObserver<A> out,
      Optional<Supplier<T>> said,
      Supplier<T> own,
      Function<T, A> answer) {
    requests.add(request);
    try {
      out.onNext(answer.apply(said.orElse(own).get()));
      out.onCompleted();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    } catch (AskRefusedException e) {
      out.onError(e.status());
    }
  }
}
