package dev.hark.ask.retrieval.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.hark.ask.Fixtures;
import dev.hark.contract.FakeIndexService;
import dev.hark.contract.FakeSearchService;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A search-service over recordings that a test names, each in its caller's project. */
public final class SearchFixture {
  private static final Timestamp AT =
      Timestamp.newBuilder().setSeconds(Fixtures.NOW.getEpochSecond()).build();
  private final FakeIndexService index = new FakeIndexService();
  private final FakeSearchService service = new FakeSearchService(index);
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(0);
  private final AtomicLong events = new AtomicLong();
  private volatile boolean down;

  public SearchFixture() {
    service.before(this::pass);
  }

  public FakeSearchService service() {
    return service;
  }

  private EventStamp next() {
    long event = events.incrementAndGet();
    return EventStamp.newBuilder()
        .setEventId("evt_" + event)
        .setCreatedAt(AT.toBuilder().setSeconds(AT.getSeconds() + event))
        .build();
  }

  /** A searchable recording of so many segments, of which searches find the first. */
  public void has(Caller caller, String id, String endUser, int segments) {
    List<TranscriptChunk> chunks =
        IntStream.range(0, segments).mapToObj(i -> chunk(id, i, List.of(segment(id, i)))).toList();
    replace(caller, id, endUser, "Title of " + id, chunks);
  }

  /** A searchable recording that searches find whole. */
  public void has(Caller caller, String id, String endUser, String title, List<Segment> segments) {
    replace(caller, id, endUser, title, List.of(chunk(id, 0, segments)));
  }

  private void replace(
      Caller caller, String id, String endUser, String title, List<TranscriptChunk> chunks) {
    var _ =
        index.replace(
            TranscriptHeader.newBuilder()
                .setCaller(caller)
                .setStamp(next())
                .setRecordingId(id)
                .setTranscriptionId(id.replace("rec_", "txn_"))
                .setEndUserId(endUser)
                .setDetails(RecordingDetails.newBuilder().setTitle(title).setRecordedAt(AT))
                .setChunkCount(chunks.size())
                .build(),
            chunks);
  }

  private static TranscriptChunk chunk(String id, int ordinal, List<Segment> segments) {
    TranscriptChunk.Builder chunk =
        TranscriptChunk.newBuilder()
            .setChunkId(id.replace("rec_", "chk_") + "x" + ordinal)
            .setOrdinal(ordinal)
            .setText(segments.getFirst().getText())
            .setStartMs(segments.getFirst().getStartMs())
            .setEndMs(segments.getFirst().getEndMs());
    for (int i = 0; i < segments.size(); i++) {
      chunk.addSegments(
          ChunkSegment.newBuilder().setIndex(ordinal + i).setSegment(segments.get(i)));
    }
    return chunk.build();
  }

  private static Segment segment(String id, int number) {
    return Segment.newBuilder()
        .setStartMs(number * 5_000L)
        .setEndMs(number * 5_000L + 4_000)
        .setSpeaker("Maya")
        .setText("Segment " + number + " of " + id + " says what was agreed.")
        .build();
  }

  /** A recording of which a transcription is not there, or not yet. */
  public void hasWithoutWords(
      Caller caller, String id, String endUser, TranscriptionStatus status) {
    UpdateRecordingRequest.Builder update =
        UpdateRecordingRequest.newBuilder()
            .setCaller(caller)
            .setStamp(next())
            .setRecordingId(id)
            .setEndUserId(endUser)
            .setKind(UpdateKind.UPDATE_KIND_TRANSCRIPTION_STARTED);
    update.getDetailsBuilder().setTitle("Title of " + id).setRecordedAt(AT);
    update.getTranscriptionBuilder().setStatus(status);
    var _ = index.update(update.build());
  }

  public void deletes(Caller caller, String id) {
    var _ =
        index.delete(
            DeleteRecordingRequest.newBuilder()
                .setCaller(caller)
                .setStamp(next())
                .setRecordingId(id)
                .build());
  }

  /** What was searched by. */
  public List<String> queries() {
    return service.search.asked().stream().map(SearchRequest::getQuery).toList();
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

  private void pass(Message request) {
    String said = request.toString();
    try {
      for (Map.Entry<String, CountDownLatch> one : held.entrySet()) {
        if (said.contains('"' + one.getKey() + '"')) {
          waiting.release();
          one.getValue().await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (down) {
      throw Status.UNAVAILABLE.asRuntimeException();
    }
  }
}
