package dev.hark.ask.retrieval.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.ask.Fixtures;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
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
import dev.hark.proto.search.v1.Transcription;
import dev.hark.runtime.id.Ids.RecordingId;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchServiceClientTest {
  private static final RecordingId ALPHA = new RecordingId("rec_alpha");

  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  private final SearchServiceClient client =
      new SearchServiceClient(channel, Duration.ofMillis(500), Duration.ofSeconds(5));
  private final FakeSearch search = new FakeSearch();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server = InProcessServerBuilder.forName(name).addService(search).build().start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void searchesOnBehalfOfTheCallerAndReadsEverythingBack() {
    Chunk chunk = client.find(query()).chunks().getFirst();
    SearchRequest asked = search.asked;
    assertEquals("eu_maya", asked.getEndUserId());
    assertEquals("proj_a", asked.getCaller().getProjectId());
    assertEquals("req_1", asked.getCaller().getRequestId());
    assertEquals(List.of("rec_alpha"), asked.getRecordingIdsList());
    assertEquals(40, asked.getLimit());
    assertEquals("chk_a", chunk.id().value());
    assertEquals(Optional.of("Planning"), chunk.recording().title());
    assertEquals(Optional.of(Fixtures.NOW), chunk.recording().recordedAt());
    assertEquals(Optional.empty(), chunk.speaker());
    assertEquals(Duration.ofMillis(31_570), chunk.segments().getFirst().start());
    assertEquals(Duration.ofMillis(35_570), chunk.segments().getLast().start());
    assertEquals("They get two.", chunk.segments().getLast().text());
  }

  @Test
  void readsMillionsOfSentencesAsFewer() {
    search.sentences = 300_000;
    var segments =
        assertInstanceOf(
                TranscriptLookup.Found.class, client.transcript(Fixtures.caller("a"), ALPHA))
            .transcript()
            .segments();
    assertTrue(segments.size() < 110_000, () -> segments.size() + " segments");
    assertEquals(Duration.ofMinutes(5), segments.getLast().end());
    int words = segments.stream().mapToInt(one -> one.text().split(" ").length).sum();
    assertEquals(300_000 + 2 * "They get one.".split(" ").length, words);
  }

  @Test
  void readsATranscriptWhole() {
    TranscriptLookup.Found found =
        assertInstanceOf(
            TranscriptLookup.Found.class, client.transcript(Fixtures.caller("a"), ALPHA));
    assertEquals(2, found.transcript().segments().size());
  }

  @Test
  void saysWhyATranscriptIsNotThere() {
    search.recording = search.recording.toBuilder().clearSearchableTranscriptionId().build();
    assertEquals(
        new TranscriptLookup.NotReady(TranscriptionStatus.PROCESSING),
        client.transcript(Fixtures.caller("a"), ALPHA));
    assertEquals(
        new TranscriptLookup.Unknown(),
        client.transcript(Fixtures.caller("a"), new RecordingId("rec_unknown")));
  }

  @Test
  void listsTheNewestOverSeveralPages() {
    assertEquals(150, client.newest(Fixtures.caller("a"), Fixtures.MAYA, 150).size());
  }

  @Test
  void saysUnavailableForEverythingElse() {
    for (Status status :
        List.of(Status.UNAVAILABLE, Status.INTERNAL, Status.INVALID_ARGUMENT, Status.UNKNOWN)) {
      search.failure = Optional.of(status.withDescription("secret words"));
      SourceUnavailableException e =
          assertThrows(SourceUnavailableException.class, () -> client.find(query()));
      assertEquals("search-service answered " + status.getCode(), e.getMessage());
    }
  }

  @Test
  void aMessageThatIsTooLargeIsAFaultAndNotTheProjectsHaste() {
    search.failure =
        Optional.of(Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size"));
    SourceUnavailableException e =
        assertThrows(SourceUnavailableException.class, () -> client.find(query()));
    assertFalse(e.mayPass());
    search.failure = Optional.of(Status.RESOURCE_EXHAUSTED);
    assertThrows(SourceUnavailableException.class, () -> client.find(query()));
  }

  @Test
  void aSearchThatIsRefusedForOthersOfItsProjectIsTriedAgain() {
    search.failure = Optional.of(Status.RESOURCE_EXHAUSTED.withDescription("BUSY: no slot"));
    search.failures.set(1);
    assertEquals(1, client.find(query()).chunks().size());
  }

  @Test
  void givesUpOnASearchThatHangs() {
    search.hangs = true;
    assertThrows(SourceUnavailableException.class, () -> client.find(query()));
  }

  private static ChunkQuery query() {
    return new ChunkQuery(Fixtures.caller("a"), Fixtures.MAYA, List.of(ALPHA), "When?", 40);
  }

  /** Knows one recording. */
  private static final class FakeSearch extends SearchServiceImplBase {
    private static final int BATCH = 10_000;

    private volatile SearchRequest asked = SearchRequest.getDefaultInstance();
    private volatile Optional<Status> failure = Optional.empty();
    private final AtomicInteger failures = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean hangs;

    /** Of a millisecond and a word each, beside two segments. */
    private volatile int sentences;

    private volatile Recording recording =
        Recording.newBuilder()
            .setRecordingId("rec_alpha")
            .setEndUserId("eu_maya")
            .setTitle("Planning")
            .setSearchableTranscriptionId("txn_a")
            .setStatus(dev.hark.proto.search.v1.TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING)
            .build();

    @Override
    public void search(SearchRequest request, StreamObserver<SearchResponse> out) {
      asked = request;
      if (hangs) {
        return;
      }
      if (failure.isPresent() && failures.getAndDecrement() > 0) {
        out.onError(failure.get().asRuntimeException());
        return;
      }
      FoundChunk.Builder chunk =
          FoundChunk.newBuilder()
              .setChunkId("chk_a")
              .setRecordingId("rec_alpha")
              .setTranscriptionId("txn_a")
              .setText("They get one.")
              .setStartMs(31_570)
              .setEndMs(36_488)
              .setRecordedAt(Timestamp.newBuilder().setSeconds(Fixtures.NOW.getEpochSecond()))
              .setScore(0.03)
              .setRecordingTitle("Planning")
              .addSegments(segment(31_570))
              .addSegments(segment(35_570).toBuilder().setText("They get two. "));
      out.onNext(SearchResponse.newBuilder().addChunks(chunk).build());
      out.onCompleted();
    }

    @Override
    public void getRecording(
        GetRecordingRequest request, StreamObserver<GetRecordingResponse> out) {
      if (!request.getRecordingId().equals("rec_alpha")) {
        out.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      out.onNext(GetRecordingResponse.newBuilder().setRecording(recording).build());
      out.onCompleted();
    }

    @Override
    public void listRecordings(
        ListRecordingsRequest request, StreamObserver<ListRecordingsResponse> out) {
      ListRecordingsResponse.Builder page =
          ListRecordingsResponse.newBuilder().setNextCursor(request.getCursor() + "x");
      for (int i = 0; i < request.getLimit(); i++) {
        page.addRecordings(recording);
      }
      out.onNext(page.build());
      out.onCompleted();
    }

    @Override
    public void getTranscript(
        GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> out) {
      assertTrue(request.getBySentences());
      out.onNext(
          GetTranscriptResponse.newBuilder()
              .setTranscription(Transcription.newBuilder().setTranscriptionId("txn_a"))
              .build());
      for (long start : new long[] {0, 5_000}) {
        out.onNext(
            GetTranscriptResponse.newBuilder()
                .setSegments(SegmentBatch.newBuilder().addSegments(segment(start)))
                .build());
      }
      for (int from = 0; from < sentences; from += BATCH) {
        SegmentBatch.Builder batch = SegmentBatch.newBuilder();
        for (int i = from; i < from + BATCH; i++) {
          batch.addSegments(Segment.newBuilder().setStartMs(i).setEndMs(i + 1).setText("word "));
        }
        out.onNext(GetTranscriptResponse.newBuilder().setSegments(batch).build());
      }
      out.onCompleted();
    }

    private static Segment segment(long start) {
      return Segment.newBuilder()
          .setStartMs(start)
          .setEndMs(start + 4_000)
          .setSpeaker("Maya")
          .setText("They get one.")
          .build();
    }
  }
}
