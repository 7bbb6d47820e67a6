package dev.hark.gateway.rpc;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetEndUsersRequest;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingsRequest;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListTranscriptionsRequest;
import dev.hark.proto.search.v1.ListTranscriptionsResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.fair.NoSlotException;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks search-service on a caller's behalf. Every failure comes out as a {@link FailureException}
 * that can be told to the client. Safe for many threads; blocks the one that calls.
 */
@Singleton
public final class SearchServiceClient {
  /**
   * What counts as a short transcript: with these, about an hour and a half of speech, it is 400
   * KB.
   */
  private static final int SHORT = 100;

  /** Short ones that are read at once: 10 MB of heap. */
  private static final int SHORT_ONES = 16;

  /** Look-ups of one project that wait for a place at most. */
  private static final int WAITING = 500;

  private static final Duration LATELY = Duration.ofSeconds(2);

  private final ManagedChannel channel;
  private final SearchServiceGrpc.SearchServiceBlockingV2Stub stub;
  private final FairSlots shortTranscripts;
  private final FairSlots longTranscripts;
  private final Duration pause;

  SearchServiceClient(
      @Named(ServiceChannels.SEARCH_SERVICE) ManagedChannel channel,
      SearchServiceConfiguration configuration) {
    this.channel = channel;
    this.stub = SearchServiceGrpc.newBlockingV2Stub(channel);
    this.shortTranscripts = slots(SHORT_ONES);
    this.longTranscripts = slots(configuration.transcripts());
    this.pause = configuration.budget();
  }

  private static FairSlots slots(int slots) {
    return new FairSlots(FairSlots.Limits.ofLongWork(slots, WAITING, LATELY));
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
    return page(call, stub -> stub.listRecordings(whole));
  }

  /** A page of transcriptions, in the same way. */
  public ListTranscriptionsResponse transcriptions(
      Call call, ListTranscriptionsRequest.Builder request) {
    ListTranscriptionsRequest whole = request.setCaller(CallerMessage.of(call.caller())).build();
    return page(call, stub -> stub.listTranscriptions(whole));
  }

  private <T> T page(Call call, Question<T> question) {
    try {
      return question.ask(stub.withDeadline(call.deadline()));
    } catch (StatusException e) {
      if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        throw foreignCursor();
      }
      throw translate(e.getStatus(), call);
    }
  }

  /**
   * Those of an end user's recordings that are there, to be shown beside an answer. With time of
   * its own, as the answer took the call's.
   */
  public List<Recording> recordings(Call call, EndUserId endUser, Set<String> ids) {
    GetRecordingsRequest request =
        GetRecordingsRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .setEndUserId(endUser.value())
            .addAllRecordingIds(ids)
            .build();
    try {
      return ids.isEmpty()
          ? List.of()
          : stub.withDeadlineAfter(pause.toNanos(), TimeUnit.NANOSECONDS)
              .getRecordings(request)
              .getRecordingsList();
    } catch (StatusException e) {
      throw translate(e.getStatus(), call);
    }
  }

  /** When a cursor is of another list or other filters, or altered. */
  public static FailureException foreignCursor() {
    return new FailureException(
        Failure.invalid(
            "cursor",
            "'cursor' does not belong to this list and these filters: begin without one."));
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

  /**
   * What there is of end users; of those of whom there is something that the caller can see.
   *
   * @param ids a page at most
   */
  public Map<EndUserId, EndUser> endUsers(Call call, Collection<EndUserId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    GetEndUsersRequest request =
        GetEndUsersRequest.newBuilder()
            .setCaller(CallerMessage.of(call.caller()))
            .addAllEndUserIds(ids.stream().map(EndUserId::value).toList())
            .build();
    return ask(call, stub -> stub.getEndUsers(request)).getEndUsersList().stream()
        .collect(Collectors.toMap(there -> new EndUserId(there.getEndUserId()), there -> there));
  }

  /**
   * To be closed: it holds one of the few places that transcripts share. Short ones have places of
   * their own, so that they do not wait for long ones; either are shared out between projects.
   */
  public TranscriptReader transcript(Call call, TranscriptionId id) {
    return transcript(call, GetTranscriptRequest.newBuilder().setTranscriptionId(id.value()));
  }

  /** The words of a recording that are searchable now, by sentences as citations name them. */
  public TranscriptReader sentences(Call call, RecordingId id) {
    return transcript(
        call, GetTranscriptRequest.newBuilder().setRecordingId(id.value()).setBySentences(true));
  }

  private TranscriptReader transcript(Call call, GetTranscriptRequest.Builder request) {
    request.setCaller(CallerMessage.of(call.caller()));
    TranscriptReader reader =
        open(call, shortTranscripts, call.left(), request.setMostChunks(SHORT).build());
    boolean isLong = true;
    try {
      isLong = reader.isTooLong();
    } finally {
      if (isLong) {
        reader.close();
      }
    }
    // The service is there, as it has just answered: a long one has time of its own.
    return isLong ? open(call, longTranscripts, pause, request.clearMostChunks().build()) : reader;
  }

  private TranscriptReader open(
      Call call, FairSlots places, Duration start, GetTranscriptRequest request) {
    FairSlots.Slot place = place(call, places);
    boolean begun = false;
    try {
      TranscriptReader reader =
          new TranscriptReader(
              call, start, pause, stub.getTranscript(request), this::translate, place);
      begun = true;
      return reader;
    } finally {
      if (!begun) {
        place.close();
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
    InternalConfiguration.reconnect(channel);
    return RpcFailures.of(status, call);
  }

  private static FairSlots.Slot place(Call call, FairSlots places) {
    try {
      return places.take(call.caller().project().value(), call.left());
    } catch (BusyException e) {
      throw new FailureException(Failure.tooMuchAtOnce(""));
    } catch (NoSlotException e) {
      throw RpcFailures.of(Status.UNAVAILABLE.withDescription(e.getMessage()), call);
    }
  }
}
