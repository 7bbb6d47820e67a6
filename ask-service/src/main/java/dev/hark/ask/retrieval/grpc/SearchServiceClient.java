package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.ChunkSource;
import dev.hark.ask.retrieval.Found;
import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingsRequest;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListSpeakersRequest;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceBlockingStub;
import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Passages and recordings from search-service, each call with a deadline. */
public final class SearchServiceClient implements ChunkSource, RecordingSource {
  private static final int PAGE = 100;

  /** Of a search that is refused for others of its project: its turn keeps its slot meanwhile. */
  private static final Duration BUSY = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ManagedChannel channel;
  private final SearchServiceBlockingStub stub;
  private final Duration callBudget;
  private final Duration transcriptBudget;

  /**
   * Asks over a channel.
   *
   * @param callBudget for a search or look-up
   * @param transcriptBudget for reading a transcript whole
   */
  public SearchServiceClient(
      ManagedChannel channel, Duration callBudget, Duration transcriptBudget) {
    this.channel = channel;
    this.stub = SearchServiceGrpc.newBlockingStub(channel);
    this.callBudget = callBudget;
    this.transcriptBudget = transcriptBudget;
  }

  @Override
  public Found find(ChunkQuery query) {
    SearchRequest request = ToProto.search(query);
    return FromProto.found(patiently(() -> within(callBudget).search(request)));
  }

  @Override
  public Optional<Mentions> mentions(ChunkQuery query) {
    FindMentionsRequest request = ToProto.mentions(query);
    return patiently(
        () -> {
          try {
            return Optional.of(FromProto.mentions(within(callBudget).findMentions(request)));
          } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.FAILED_PRECONDITION) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** A search that was refused for others of the project is tried again, for a moment. */
  private <T> T patiently(Call<T> search) {
    long end = System.nanoTime() + BUSY.toNanos();
    while (true) {
      try {
        return call(search);
      } catch (BusyException e) {
        if (System.nanoTime() > end || !paused()) {
          throw e;
        }
      }
    }
  }

  private static boolean paused() {
    try {
      // Nobody tells when there is room again; where too many wait it refuses at once.
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public List<Chunk> chunks(Caller caller, EndUserId owner, List<SourceRef> sources) {
    if (sources.isEmpty()) {
      return List.of();
    }
    GetChunksRequest.Builder request =
        GetChunksRequest.newBuilder()
            .setCaller(CallerMessage.of(caller))
            .setEndUserId(owner.value());
    Map<ChunkId, Double> scores = new HashMap<>();
    for (SourceRef source : sources) {
      request.addChunks(ToProto.ref(source));
      scores.put(source.chunk(), source.score());
    }
    return call(() -> within(callBudget).getChunks(request.build())).getChunksList().stream()
        .map(FromProto::chunk)
        .map(chunk -> chunk.scored(scores.getOrDefault(chunk.id(), 0.0)))
        .toList();
  }

  @Override
  public Optional<Recording> find(Caller caller, RecordingId id) {
    GetRecordingRequest request =
        GetRecordingRequest.newBuilder()
            .setCaller(CallerMessage.of(caller))
            .setRecordingId(id.value())
            .build();
    try {
      return Optional.of(
          FromProto.recording(within(callBudget).getRecording(request).getRecording()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure(e);
    }
  }

  @Override
  public Map<RecordingId, Recording> find(
      Caller caller, EndUserId owner, Collection<RecordingId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    GetRecordingsRequest.Builder request =
        GetRecordingsRequest.newBuilder()
            .setCaller(CallerMessage.of(caller))
            .setEndUserId(owner.value());
    ids.forEach(id -> request.addRecordingIds(id.value()));
    return call(() -> within(callBudget).getRecordings(request.build()))
        .getRecordingsList()
        .stream()
        .map(FromProto::recording)
        .collect(Collectors.toMap(Recording::id, found -> found));
  }

  @Override
  public TranscriptLookup transcript(Caller caller, RecordingId id) {
    Optional<Recording> recording = find(caller, id);
    if (recording.isEmpty()) {
      return new TranscriptLookup.Unknown();
    }
    if (!recording.get().searchable()) {
      TranscriptionStatus status = recording.get().status();
      // Completed and yet without words: they are on their way.
      return new TranscriptLookup.NotReady(
          status == TranscriptionStatus.COMPLETED ? TranscriptionStatus.PROCESSING : status);
    }
    return words(caller, recording.get());
  }

  private TranscriptLookup words(Caller caller, Recording recording) {
    GetTranscriptRequest request =
        GetTranscriptRequest.newBuilder()
            .setCaller(CallerMessage.of(caller))
            .setRecordingId(recording.id().value())
            .setBySentences(true)
            .build();
    try {
      return new TranscriptLookup.Found(
          WholeTranscript.of(recording.label(), within(transcriptBudget).getTranscript(request)));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return new TranscriptLookup.Unknown();
      }
      throw failure(e);
    }
  }

  @Override
  public List<Recording> newest(Caller caller, EndUserId owner, int most) {
    return titled(caller, owner, List.of(), "", most);
  }

  @Override
  public List<Recording> titled(
      Caller caller, EndUserId owner, List<RecordingId> among, String words, int most) {
    List<Recording> newest = new ArrayList<>();
    String cursor = "";
    do {
      ListRecordingsRequest request =
          ListRecordingsRequest.newBuilder()
              .setCaller(CallerMessage.of(caller))
              .setEndUserId(owner.value())
              .setTitleWords(words)
              .addAllRecordingIds(among.stream().map(RecordingId::value).toList())
              .setLimit(Math.min(PAGE, most - newest.size()))
              .setCursor(cursor)
              .build();
      ListRecordingsResponse page = call(() -> within(callBudget).listRecordings(request));
      page.getRecordingsList().stream().map(FromProto::recording).forEach(newest::add);
      cursor = page.getNextCursor();
    } while (!cursor.isEmpty() && newest.size() < most);
    return List.copyOf(newest);
  }

  @Override
  public RecordingCounts count(
      Caller caller, EndUserId owner, List<RecordingId> among, Limits limits) {
    return FromProto.counts(
        call(
            () -> within(callBudget).countRecordings(ToProto.count(caller, owner, among, limits))));
  }

  @Override
  public List<String> speakers(
      Caller caller, EndUserId owner, List<RecordingId> among, String question) {
    ListSpeakersRequest request =
        ListSpeakersRequest.newBuilder()
            .setCaller(CallerMessage.of(caller))
            .setEndUserId(owner.value())
            .addAllRecordingIds(among.stream().map(RecordingId::value).toList())
            .setQuestion(question)
            .build();
    return call(() -> within(callBudget).listSpeakers(request)).getNamesList();
  }

  private SearchServiceBlockingStub within(Duration budget) {
    return stub.withDeadlineAfter(budget.toNanos(), TimeUnit.NANOSECONDS);
  }

  private interface Call<T> {
    T make();
  }

  private <T> T call(Call<T> call) {
    try {
      return call.make();
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /** Not so a message that is too large. */
  private static boolean isBusy(Status status) {
    String description = status.getDescription();
    return status.getCode() == Status.Code.RESOURCE_EXHAUSTED
        && description != null
        && description.startsWith(BusyException.MARK);
  }

  /** A fault, of search-service or in what it is asked, is none that passes. */
  private RuntimeException failure(StatusRuntimeException e) {
    if (isBusy(e.getStatus())) {
      return new BusyException("search-service has too much of this project waiting");
    }
    // Left alone, the channel would wait up to two minutes before it notices that it is back.
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      InternalConfiguration.reconnect(channel);
    }
    boolean fault =
        switch (e.getStatus().getCode()) {
          case INTERNAL, UNKNOWN, INVALID_ARGUMENT, OUT_OF_RANGE, RESOURCE_EXHAUSTED -> true;
          default -> false;
        };
    return new SourceUnavailableException(
        "search-service answered " + e.getStatus().getCode(), e, !fault);
  }
}
