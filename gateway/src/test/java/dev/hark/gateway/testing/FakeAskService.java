package dev.hark.gateway.testing;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.AskServiceGrpc;
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
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.GetSessionResponse;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.RenameSessionResponse;
import dev.hark.proto.ask.v1.Session;
import dev.hark.runtime.rpc.InternalCalls;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Answers what a test tells it to, over a real connection, and remembers what it was asked. */
public final class FakeAskService extends AskServiceGrpc.AskServiceImplBase {
  private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
  private final Server server;

  private volatile Supplier<Session> onSession = Session::getDefaultInstance;
  private volatile Supplier<ListSessionsResponse> onSessions =
      ListSessionsResponse::getDefaultInstance;
  private volatile Supplier<ListMessagesResponse> onMessages =
      ListMessagesResponse::getDefaultInstance;
  private volatile Supplier<CountSessionsResponse> onCount =
      CountSessionsResponse::getDefaultInstance;
  private volatile Supplier<Erased> onErasure = Erased::getDefaultInstance;
  private volatile Turn onTurn = (request, out) -> out.onCompleted();

  /** What a turn tells. */
  @FunctionalInterface
  public interface Turn {
    void tell(AskRequest request, ServerCallStreamObserver<AskResponse> out);
  }

  private FakeAskService(int port) {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .permitKeepAliveTime(15, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(
                new InternalCalls(
                    InternalConfiguration.plainText(System.getenv("HARK_INTERNAL_TOKEN"))))
            .addService(this)
            .build();
  }

  public static FakeAskService start() {
    return start(0);
  }

  public static FakeAskService start(int port) {
    try {
      FakeAskService service = new FakeAskService(port);
      service.server.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  public void stop() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer of every call that gives one session, and whether a deletion works. */
  public void onSession(Supplier<Session> answer) {
    requests.clear();
    onSession = answer;
  }

  public void onSessions(Supplier<ListSessionsResponse> answer) {
    requests.clear();
    onSessions = answer;
  }

  public void onMessages(Supplier<ListMessagesResponse> answer) {
    requests.clear();
    onMessages = answer;
  }

  public void onCount(Supplier<CountSessionsResponse> answer) {
    requests.clear();
    onCount = answer;
  }

  public void onErasure(Supplier<Erased> answer) {
    requests.clear();
    onErasure = answer;
  }

  /** Runs on a thread of its own, which may wait. */
  public void onTurn(Turn turn) {
    requests.clear();
    onTurn = turn;
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
    fails(status.asRuntimeException());
  }

  /** Unary calls fail with this in their status, turns with this as their only event. */
  public void fails(AskFailure failure) {
    fails(
        StatusProto.toStatusRuntimeException(
            com.google.rpc.Status.newBuilder()
                .setCode(code(failure.getReason()).value())
                .setMessage("not for clients: at 127.0.0.1 java.lang.Exception")
                .addDetails(Any.pack(failure))
                .build()));
    tells(AskResponse.newBuilder().setFailed(failure).build());
  }

  private void fails(StatusRuntimeException exception) {
    onSession(() -> fail(exception));
    onSessions(() -> fail(exception));
    onMessages(() -> fail(exception));
    onCount(() -> fail(exception));
    onErasure(() -> fail(exception));
    onTurn((request, out) -> out.onError(exception));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // never returns
  private static <T> T fail(StatusRuntimeException exception) {
    throw exception;
  }

  /** As ask-service does. */
  private static Status.Code code(FailureReason reason) {
    return switch (reason) {
      case FAILURE_REASON_INVALID_REQUEST -> Status.Code.INVALID_ARGUMENT;
      case FAILURE_REASON_FORBIDDEN -> Status.Code.PERMISSION_DENIED;
      case FAILURE_REASON_NOT_FOUND -> Status.Code.NOT_FOUND;
      case FAILURE_REASON_TRANSCRIPTION_NOT_READY -> Status.Code.FAILED_PRECONDITION;
      case FAILURE_REASON_TRANSCRIPT_TOO_LARGE -> Status.Code.OUT_OF_RANGE;
      case FAILURE_REASON_PROVIDER_ERROR -> Status.Code.ABORTED;
      case FAILURE_REASON_BUSY -> Status.Code.RESOURCE_EXHAUSTED;
      case FAILURE_REASON_INTERNAL -> Status.Code.INTERNAL;
      case FAILURE_REASON_UNAVAILABLE, FAILURE_REASON_UNSPECIFIED, UNRECOGNIZED ->
          Status.Code.UNAVAILABLE;
    };
  }

  public int asked() {
    return requests.size();
  }

  /** What was asked last. */
  public <T extends Message> T last(Class<T> type) {
    return type.cast(List.copyOf(requests).getLast());
  }

  @Override
  public void createSession(
      CreateSessionRequest request, StreamObserver<CreateSessionResponse> out) {
    answer(
        request, out, () -> CreateSessionResponse.newBuilder().setSession(onSession.get()).build());
  }

  @Override
  public void getSession(GetSessionRequest request, StreamObserver<GetSessionResponse> out) {
    answer(request, out, () -> GetSessionResponse.newBuilder().setSession(onSession.get()).build());
  }

  @Override
  public void renameSession(
      RenameSessionRequest request, StreamObserver<RenameSessionResponse> out) {
    answer(
        request, out, () -> RenameSessionResponse.newBuilder().setSession(onSession.get()).build());
  }

  @Override
  public void deleteSession(
      DeleteSessionRequest request, StreamObserver<DeleteSessionResponse> out) {
    answer(
        request,
        out,
        () -> {
          var unused = onSession.get();
          return DeleteSessionResponse.getDefaultInstance();
        });
  }

  @Override
  public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsResponse> out) {
    answer(request, out, onSessions);
  }

  @Override
  public void listMessages(ListMessagesRequest request, StreamObserver<ListMessagesResponse> out) {
    answer(request, out, onMessages);
  }

  @Override
  public void countSessions(
      CountSessionsRequest request, StreamObserver<CountSessionsResponse> out) {
    answer(request, out, onCount);
  }

  @Override
  public void eraseEndUser(EraseEndUserRequest request, StreamObserver<EraseEndUserResponse> out) {
    answer(
        request, out, () -> EraseEndUserResponse.newBuilder().setErased(onErasure.get()).build());
  }

  @Override
  public void eraseRecording(
      EraseRecordingRequest request, StreamObserver<EraseRecordingResponse> out) {
    answer(
        request, out, () -> EraseRecordingResponse.newBuilder().setErased(onErasure.get()).build());
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

  private <A> void answer(Message request, StreamObserver<A> out, Supplier<A> answer) {
    requests.add(request);
    try {
      out.onNext(answer.get());
      out.onCompleted();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }
}
