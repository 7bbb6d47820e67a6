package dev.hark.ask.retrieval.grpc;

import com.google.protobuf.Timestamp;
import dev.hark.ask.Fixtures;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetChunksResponse;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetRecordingsRequest;
import dev.hark.proto.search.v1.GetRecordingsResponse;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceImplBase;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.SegmentBatch;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** A search-service over recordings that a test names: each search finds one chunk of each. */
public final class FakeSearchService extends SearchServiceImplBase {
  private static final Timestamp RECORDED =
      Timestamp.newBuilder().setSeconds(Fixtures.NOW.getEpochSecond()).build();

  /**
   * A recording.
   *
   * @param found what a search finds of it
   */
  private record Known(Recording recording, List<Segment> segments, List<Segment> found) {}

  private final Map<String, Known> recordings = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final Semaphore waiting = new Semaphore(0);
  private volatile boolean down;

  /** A searchable recording of so many segments. */
  public void has(String id, String endUser, int segments) {
    List<Segment> all = IntStream.range(0, segments).mapToObj(i -> segment(id, i)).toList();
    has(id, endUser, "Title of " + id, all, all.subList(0, 1));
  }

  /** A searchable recording that searches find whole. */
  public void has(String id, String endUser, String title, List<Segment> segments) {
    has(id, endUser, title, segments, segments);
  }

  private void has(
      String id, String endUser, String title, List<Segment> segments, List<Segment> found) {
    recordings.put(
        id,
        new Known(
            recording(id, endUser, TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
                .setTitle(title)
                .setSearchableTranscriptionId(id.replace("rec_", "txn_"))
                .build(),
            segments,
            found));
  }

  /** What was searched by. */
  public List<String> queries() {
    return List.copyOf(queries);
  }

  /** A recording without words. */
  public void hasWithoutWords(String id, String endUser, TranscriptionStatus status) {
    recordings.put(id, new Known(recording(id, endUser, status).build(), List.of(), List.of()));
  }

  public void deletes(String id) {
    recordings.remove(id);
  }

  public void isDown(boolean now) {
    down = now;
  }

  /** Lets calls that name this recording or query wait until the test goes on; gives what opens. */
  public CountDownLatch holds(String name) {
    CountDownLatch latch = new CountDownLatch(1);
    held.put(name, latch);
    waiting.drainPermits();
    return latch;
  }

  /** Waits until a call is being held. */
  public void awaitHeld() throws InterruptedException {
    waiting.acquire();
  }

  private static Recording.Builder recording(
      String id, String endUser, TranscriptionStatus status) {
    return Recording.newBuilder()
        .setRecordingId(id)
        .setEndUserId(endUser)
        .setTitle("Title of " + id)
        .setRecordedAt(RECORDED)
        .setStatus(status);
  }

  private static Segment segment(String id, int number) {
    return Segment.newBuilder()
        .setStartMs(number * 5_000L)
        .setEndMs(number * 5_000L + 4_000)
        .setSpeaker("Maya")
        .setText("Segment " + number + " of " + id + " says what was agreed.")
        .build();
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResponse> out) {
    if (refused(request.getQuery(), out)) {
      return;
    }
    queries.add(request.getQuery());
    SearchResponse.Builder response = SearchResponse.newBuilder();
    recordings.values().stream()
        .filter(known -> known.recording().getEndUserId().equals(request.getEndUserId()))
        .filter(known -> !known.segments().isEmpty())
        .filter(
            known ->
                request.getRecordingIdsCount() == 0
                    || request.getRecordingIdsList().contains(known.recording().getRecordingId()))
        .forEach(known -> response.addChunks(chunk(known)));
    answer(out, response.build());
  }

  private static FoundChunk chunk(Known known) {
    String id = known.recording().getRecordingId();
    return FoundChunk.newBuilder()
        .setChunkId(id.replace("rec_", "chk_"))
        .setRecordingId(id)
        .setTranscriptionId(known.recording().getSearchableTranscriptionId())
        .setText(known.segments().getFirst().getText())
        .setStartMs(known.segments().getFirst().getStartMs())
        .setEndMs(known.segments().getFirst().getEndMs())
        .setRecordedAt(RECORDED)
        .setScore(0.03)
        .setRecordingTitle(known.recording().getTitle())
        .addAllSegments(known.found())
        .build();
  }

  @Override
  public void getChunks(GetChunksRequest request, StreamObserver<GetChunksResponse> out) {
    if (refused("", out)) {
      return;
    }
    GetChunksResponse.Builder response = GetChunksResponse.newBuilder();
    request.getChunksList().stream()
        .flatMap(ref -> visible(request.getCaller(), ref.getRecordingId()).stream())
        .filter(known -> !known.segments().isEmpty())
        .forEach(known -> response.addChunks(chunk(known).toBuilder().clearScore()));
    answer(out, response.build());
  }

  @Override
  public void getRecording(GetRecordingRequest request, StreamObserver<GetRecordingResponse> out) {
    if (refused(request.getRecordingId(), out)) {
      return;
    }
    visible(request.getCaller(), request.getRecordingId())
        .ifPresentOrElse(
            known ->
                answer(
                    out, GetRecordingResponse.newBuilder().setRecording(known.recording()).build()),
            () -> out.onError(Status.NOT_FOUND.asRuntimeException()));
  }

  @Override
  public void getRecordings(
      GetRecordingsRequest request, StreamObserver<GetRecordingsResponse> out) {
    if (request.getRecordingIdsList().stream().anyMatch(id -> refused(id, out))) {
      return;
    }
    GetRecordingsResponse.Builder response = GetRecordingsResponse.newBuilder();
    request.getRecordingIdsList().stream()
        .flatMap(id -> visible(request.getCaller(), id).stream())
        .map(Known::recording)
        .filter(recording -> recording.getEndUserId().equals(request.getEndUserId()))
        .forEach(response::addRecordings);
    answer(out, response.build());
  }

  @Override
  public void listRecordings(
      ListRecordingsRequest request, StreamObserver<ListRecordingsResponse> out) {
    if (refused("", out)) {
      return;
    }
    ListRecordingsResponse.Builder page = ListRecordingsResponse.newBuilder();
    recordings.values().stream()
        .map(Known::recording)
        .filter(recording -> recording.getEndUserId().equals(request.getEndUserId()))
        .forEach(page::addRecordings);
    answer(out, page.build());
  }

  @Override
  public void getTranscript(
      GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> out) {
    if (refused(request.getRecordingId(), out)) {
      return;
    }
    visible(request.getCaller(), request.getRecordingId())
        .ifPresentOrElse(
            known ->
                answer(
                    out,
                    GetTranscriptResponse.newBuilder()
                        .setSegments(SegmentBatch.newBuilder().addAllSegments(known.segments()))
                        .build()),
            () -> out.onError(Status.NOT_FOUND.asRuntimeException()));
  }

  private Optional<Known> visible(Caller caller, String id) {
    return Optional.ofNullable(recordings.get(id))
        .filter(
            known ->
                caller.getEndUserId().isEmpty()
                    || caller.getEndUserId().equals(known.recording().getEndUserId()));
  }

  /** Waits where it is told to; whether the call was refused. */
  private boolean refused(String name, StreamObserver<?> out) {
    CountDownLatch latch = held.get(name);
    try {
      if (latch != null) {
        waiting.release();
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (down) {
      out.onError(Status.UNAVAILABLE.asRuntimeException());
    }
    return down;
  }

  private static <T> void answer(StreamObserver<T> out, T message) {
    out.onNext(message);
    out.onCompleted();
  }
}
