package dev.hark.gateway.rpc;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.RecordingId;
import dev.hark.gateway.id.TranscriptionId;
import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetEndUserRequest;
import dev.hark.proto.search.v1.GetEndUserResponse;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks search-service on a caller's behalf. Every failure comes out as a {@link FailureException}
 * that can be told to the client. Safe for many threads; blocks the one that calls.
 */
@Singleton
public final class SearchServiceClient {
  private final ManagedChannel channel;
  private final SearchServiceGrpc.SearchServiceBlockingV2Stub stub;
  private final Semaphore transcripts;
  private final Duration pause;

  SearchServiceClient(
      @Named(ServiceChannels.SEARCH_SERVICE) ManagedChannel channel,
      SearchServiceConfiguration configuration) {
    this.channel = channel;
    this.stub = SearchServiceGrpc.newBlockingV2Stub(channel);
    this.transcripts = new Semaphore(configuration.transcripts(), true);
    this.pause = configuration.budget();
  }

  /**
   * Finds the chunks that fit best.
   *
   * @param request without its caller
   */
  public SearchResponse search(Call call, SearchRequest.Builder request) {
    return ask(
        call, stub -> stub.search(request.setCaller(CallerMessage.of(call.caller())).build()));
  }

  public Recording recording(Call call, RecordingId id) {
    GetRecordingRequest request =
        GetRecordingRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setRecordingId(id.value())
            .build();
    return ask(call, stub -> stub.getRecording(request)).getRecording();
  }

  /**
   * A page of recordings.
   *
   * @param request without its caller; all of it checked but for the cursor
   */
  public ListRecordingsResponse recordings(Call call, ListRecordingsRequest.Builder request) {
    ListRecordingsRequest whole = request.setCaller(CallerMessage.of(call.caller())).build();
    try {
      return stub.withDeadline(call.deadline()).listRecordings(whole);
    } catch (StatusException e) {
      if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        throw new FailureException(
            Failure.invalid(
                "cursor",
                "'cursor' does not belong to this list and these filters: begin without one."));
      }
      throw translate(e.getStatus(), call);
    }
  }

  /** Those of the chunks that are there still, in the same order and without their scores. */
  public List<FoundChunk> chunks(Call call, EndUserId endUser, List<ChunkRef> chunks) {
    if (chunks.isEmpty()) {
      return List.of();
    }
    GetChunksRequest request =
        GetChunksRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setEndUserId(endUser.value())
            .addAllChunks(chunks)
            .build();
    return ask(call, stub -> stub.getChunks(request)).getChunksList();
  }

  /** What there is of an end user; nothing for one whom the caller cannot see. */
  public GetEndUserResponse endUser(Call call, EndUserId id) {
    GetEndUserRequest request =
        GetEndUserRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setEndUserId(id.value())
            .build();
    return ask(call, stub -> stub.getEndUser(request));
  }

  /** To be closed: it holds one of the few places that large transcripts share. */
  public TranscriptReader transcript(Call call, TranscriptionId id) {
    GetTranscriptRequest request =
        GetTranscriptRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setTranscriptionId(id.value())
            .build();
    takePlace(call);
    boolean begun = false;
    try {
      TranscriptReader reader =
          new TranscriptReader(
              call, pause, stub.getTranscript(request), this::translate, transcripts::release);
      begun = true;
      return reader;
    } finally {
      if (!begun) {
        transcripts.release();
      }
    }
  }

  private interface Question<T> {
    T ask(SearchServiceGrpc.SearchServiceBlockingV2Stub stub) throws StatusException;
  }

  private <T> T ask(Call call, Question<T> question) {
    try {
      return question.ask(stub.withDeadline(call.deadline()));
    } catch (StatusException e) {
      throw translate(e.getStatus(), call);
    }
  }

  private FailureException translate(Status status, Call call) {
    ServiceChannels.reconnect(channel);
    return RpcFailures.of(status, call);
  }

  private void takePlace(Call call) {
    try {
      if (!transcripts.tryAcquire(
          call.deadline().timeRemaining(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS)) {
        throw RpcFailures.of(
            Status.RESOURCE_EXHAUSTED.withDescription("too many transcripts at once"), call);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RpcFailures.of(Status.CANCELLED, call);
    }
  }
}
