package dev.hark.gateway.testing;

import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetChunksResponse;
import dev.hark.proto.search.v1.GetEndUserRequest;
import dev.hark.proto.search.v1.GetEndUserResponse;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.runtime.rpc.InternalCalls;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Answers what a test tells it to, over a real connection, and remembers what it was asked. */
public final class FakeSearchService extends SearchServiceGrpc.SearchServiceImplBase {
  private static final Status NOT_SAID =
      Status.UNIMPLEMENTED.withDescription("the test did not say what to answer");

  private final BlockingQueue<SearchRequest> searches = new LinkedBlockingQueue<>();
  private final BlockingQueue<GetRecordingRequest> lookups = new LinkedBlockingQueue<>();
  private final Server server;

  private volatile Function<SearchRequest, SearchResponse> onSearch = failing(NOT_SAID);
  private volatile Function<GetRecordingRequest, GetRecordingResponse> onRecording =
      failing(NOT_SAID);
  private volatile Function<GetTranscriptRequest, Iterator<GetTranscriptResponse>> onTranscript =
      failing(NOT_SAID);

  private volatile Function<ListRecordingsRequest, ListRecordingsResponse> onList =
      failing(NOT_SAID);
  private volatile Function<GetEndUserRequest, GetEndUserResponse> onEndUser = failing(NOT_SAID);
  private volatile Status onChunks = Status.OK;
  private final Map<String, FoundChunk> found = new ConcurrentHashMap<>();
  private final FakeIndexService index = new FakeIndexService();

  private FakeSearchService(int port) {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .permitKeepAliveTime(15, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxInboundMessageSize(40 << 20)
            .intercept(
                new InternalCalls(
                    InternalConfiguration.plainText(System.getenv("HARK_INTERNAL_TOKEN"))))
            .addService(this)
            .addService(index)
            .build();
  }

  public static FakeSearchService start() {
    return start(0);
  }

  public static FakeSearchService start(int port) {
    try {
      FakeSearchService service = new FakeSearchService(port);
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

  public void onSearch(Function<SearchRequest, SearchResponse> answer) {
    searches.clear();
    onSearch = answer;
  }

  public void onRecording(Function<GetRecordingRequest, GetRecordingResponse> answer) {
    lookups.clear();
    onRecording = answer;
  }

  public void onTranscript(Function<GetTranscriptRequest, Iterator<GetTranscriptResponse>> answer) {
    onTranscript = answer;
  }

  public void onList(Function<ListRecordingsRequest, ListRecordingsResponse> answer) {
    onList = answer;
  }

  public void onEndUser(Function<GetEndUserRequest, GetEndUserResponse> answer) {
    onEndUser = answer;
  }

  /** Whether chunks can be looked up. */
  public void onChunks(Status answer) {
    onChunks = answer;
  }

  /** From now on nothing that was found of this recording is there. */
  public void forgets(String recording) {
    found.values().removeIf(chunk -> chunk.getRecordingId().equals(recording));
  }

  /** What it is told to delete. */
  public FakeIndexService index() {
    return index;
  }

  public List<SearchRequest> searches() {
    return List.copyOf(searches);
  }

  public List<GetRecordingRequest> lookups() {
    return List.copyOf(lookups);
  }

  /** For a request whose failure is the answer. */
  public static <Q, A> Function<Q, A> failing(Status status) {
    return request -> {
      throw new StatusRuntimeException(status);
    };
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResponse> observer) {
    searches.add(request);
    Function<SearchRequest, SearchResponse> remembered =
        onSearch.andThen(
            answer -> {
              answer.getChunksList().forEach(chunk -> found.put(chunk.getChunkId(), chunk));
              return answer;
            });
    answer(request, remembered, observer);
  }

  /** Those that a search found, until they are forgotten. */
  @Override
  public void getChunks(GetChunksRequest request, StreamObserver<GetChunksResponse> observer) {
    GetChunksResponse.Builder chunks = GetChunksResponse.newBuilder();
    request.getChunksList().stream()
        .map(ref -> found.get(ref.getChunkId()))
        .filter(Objects::nonNull)
        .forEach(chunk -> chunks.addChunks(chunk.toBuilder().clearScore()));
    answer(request, onChunks.isOk() ? asked -> chunks.build() : failing(onChunks), observer);
  }

  @Override
  public void getRecording(
      GetRecordingRequest request, StreamObserver<GetRecordingResponse> observer) {
    lookups.add(request);
    answer(request, onRecording, observer);
  }

  @Override
  public void listRecordings(
      ListRecordingsRequest request, StreamObserver<ListRecordingsResponse> observer) {
    answer(request, onList, observer);
  }

  @Override
  public void getEndUser(GetEndUserRequest request, StreamObserver<GetEndUserResponse> observer) {
    answer(request, onEndUser, observer);
  }

  @Override
  public void getTranscript(
      GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> observer) {
    try {
      stream(
          onTranscript.apply(request), (ServerCallStreamObserver<GetTranscriptResponse>) observer);
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  private static <Q, A> void answer(Q request, Function<Q, A> answer, StreamObserver<A> observer) {
    try {
      observer.onNext(answer.apply(request));
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  /** Sends no faster than the other side takes, as a server must. */
  private static <A> void stream(Iterator<A> parts, ServerCallStreamObserver<A> observer) {
    AtomicBoolean done = new AtomicBoolean();
    observer.setOnReadyHandler(
        () -> {
          while (observer.isReady() && !observer.isCancelled() && !done.get()) {
            done.set(!sendNext(parts, observer));
          }
        });
  }

  private static <A> boolean sendNext(Iterator<A> parts, StreamObserver<A> observer) {
    try {
      if (parts.hasNext()) {
        observer.onNext(parts.next());
        return true;
      }
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
    return false;
  }
}
