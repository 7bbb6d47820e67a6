package dev.hark.indexer.indexing.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.event.json.JsonEventDecoder;
import dev.hark.indexer.indexing.EmbeddingTurns;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceImplBase;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against a server in this JVM, without a network. */
final class GrpcRecordingIndexTest {
  private final FakeIndexService service = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();
  private final EmbeddingTurns turns = new EmbeddingTurns(embedder, 2, Duration.ofSeconds(4));
  private Optional<Server> server = Optional.empty();
  private Optional<ManagedChannel> channel = Optional.empty();

  @AfterEach
  void stop() {
    channel.ifPresent(ManagedChannel::shutdownNow);
    server.ifPresent(Server::shutdownNow);
  }

  private GrpcRecordingIndex client(BindableService implementation, Duration timeout) {
    String name = InProcessServerBuilder.generateName();
    var builder = InProcessServerBuilder.forName(name).addService(implementation);
    try {
      server = Optional.of(builder.build().start());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ManagedChannel connected = InProcessChannelBuilder.forName(name).build();
    channel = Optional.of(connected);
    return new GrpcRecordingIndex(connected, new Timeouts(timeout, timeout, Duration.ofSeconds(1)));
  }

  private Result index(BindableService implementation, RecordingEvent event) {
    return index(implementation, Duration.ofSeconds(20), event);
  }

  private Result index(BindableService implementation, Duration timeout, RecordingEvent event) {
    TranscriptSource none = (_, _) -> new TranscriptSource.Reading.Unavailable("none");
    return new IndexEvent(client(implementation, timeout), none, turns).index(event, Lane.MAIN);
  }

  @Test
  void sendsTheHeaderAndThenTheChunksInOrder() {
    assertEquals(new Result.Indexed(), index(service, transcript(70)));
    FakeIndexService.Transcript taken = service.transcript("rec_1").orElseThrow();
    assertEquals("proj_1", taken.header().getCaller().getProjectId());
    assertEquals("evt_1", taken.header().getCaller().getRequestId());
    assertEquals("evt_1", taken.header().getStamp().getEventId());
    assertEquals("eu_1", taken.header().getEndUserId());
    assertEquals("{\"a\": 1}", metadataOf(decode(created())));
    assertEquals(70, taken.chunks().size());
    TranscriptChunk last = taken.chunks().getLast();
    assertEquals(69, last.getOrdinal());
    assertEquals("Ada", last.getSpeaker());
    assertEquals(69, last.getSegments(0).getIndex());
    assertEquals(69_900, last.getEndMs());
    assertEquals(4, last.getEmbeddingCount());
  }

  @Test
  void aLongTurnIsSentByItsSentencesEachWithItsTime() {
    assertEquals(new Result.Indexed(), index(service, transcript(2, 300)));
    List<ChunkSegment> parts =
        service.transcript("rec_1").orElseThrow().chunks().stream()
            .flatMap(chunk -> chunk.getSegmentsList().stream())
            .toList();
    List<ChunkSegment> second = parts.stream().filter(part -> part.getIndex() == 1).toList();
    assertTrue(second.size() > 1, () -> "cut into " + second.size());
    assertEquals(1_000, second.getFirst().getSegment().getStartMs());
    assertEquals(1_900, second.getLast().getSegment().getEndMs());
    for (int i = 1; i < second.size(); i++) {
      assertEquals(
          second.get(i - 1).getSegment().getEndMs(), second.get(i).getSegment().getStartMs());
      assertTrue(second.get(i).getSegment().getText().split(" ").length <= 30);
    }
  }

  private String metadataOf(RecordingEvent event) {
    stop();
    assertEquals(new Result.Indexed(), index(service, event));
    UpdateRecordingRequest update = service.updates("rec_2").getFirst();
    assertEquals(UpdateKind.UPDATE_KIND_CREATED, update.getKind());
    return update.getDetails().getMetadataJson();
  }

  @Test
  void stopsEmbeddingWhenTheHeaderHasLostAlready() {
    assertEquals(new Result.Indexed(), index(service, transcript(1)));
    stop();
    assertEquals(new Result.Stale(), index(service, transcript(3_000)));
    assertTrue(embedder.embedded() < 3_000, () -> embedder.embedded() + " were embedded");
  }

  @Test
  void waitsForAServerThatTakesChunksSlowly() throws InterruptedException {
    SlowService slow = new SlowService();
    Thread caller = Thread.ofVirtual().start(() -> index(slow, transcript(3_000)));
    assertTrue(slow.begun.await(20, TimeUnit.SECONDS));
    org.awaitility.Awaitility.await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(20))
        .until(() -> embedder.embedded() < 1_000);
    slow.goOn.countDown();
    caller.join();
    assertEquals(3_000, embedder.embedded());
    assertEquals(3_000, slow.chunks.get());
  }

  @Test
  void givesUpOnAServerThatTakesNothing() {
    Result result = index(new SlowService(), Duration.ofMillis(200), transcript(3_000));
    assertEquals(RetryCause.SEARCH_SERVICE, ((Result.RetryLater) result).cause());
  }

  @Test
  void cancelsTheStreamWhenEmbeddingFails() {
    embedder.fail(true);
    Result result = index(service, transcript(1));
    assertEquals(RetryCause.EMBEDDING, ((Result.RetryLater) result).cause());
    assertEquals(Optional.empty(), service.transcript("rec_1"));
  }

  @Test
  void whatTheChunksThrowComesOutAgain() {
    GrpcRecordingIndex client = client(service, Duration.ofSeconds(5));
    var event = (dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted) transcript(1);
    Iterator<dev.hark.indexer.indexing.EmbeddedChunk> chunks =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public dev.hark.indexer.indexing.EmbeddedChunk next() {
            throw new EmbeddingFailedException("no");
          }
        };
    assertThrows(
        EmbeddingFailedException.class,
        () -> client.replaceTranscript(new TranscriptHeader(event, 1, "fake"), chunks));
  }

  @ParameterizedTest
  @EnumSource(Status.Code.class)
  void onlyWhatTheContractNamesIsTheEventsFault(Status.Code code) {
    Result result = Statuses.result(code.toStatus().withDescription("owner differs"));
    switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION ->
          assertEquals(
              new Result.Rejected(new Problem(ErrorCode.REFUSED_BY_INDEX, "owner differs")),
              result);
      default -> assertEquals(RetryCause.SEARCH_SERVICE, ((Result.RetryLater) result).cause());
    }
  }

  @ParameterizedTest
  @EnumSource(WriteResult.class)
  void everyWriteResultHasAMeaning(WriteResult answer) {
    Result result = Statuses.result(answer);
    switch (answer) {
      case WRITE_RESULT_APPLIED -> assertEquals(new Result.Indexed(), result);
      case WRITE_RESULT_STALE -> assertEquals(new Result.Stale(), result);
      case WRITE_RESULT_DELETED -> assertEquals(new Result.Deleted(), result);
      case WRITE_RESULT_UNSPECIFIED, UNRECOGNIZED ->
          assertInstanceOf(Result.RetryLater.class, result);
    }
  }

  private static RecordingEvent transcript(int chunks) {
    return transcript(chunks, 130);
  }

  private static RecordingEvent transcript(int turns, int words) {
    StringBuilder segments = new StringBuilder();
    String text = "word ".repeat(words).strip();
    for (int i = 0; i < turns; i++) {
      segments.append(i == 0 ? "" : ",");
      segments.append(
          "{\"start_ms\":%d,\"end_ms\":%d,\"speaker\":\"Ada\",\"text\":\"%s\"}"
              .formatted(i * 1_000, i * 1_000 + 900, text));
    }
    return decode(
        """
        {"id":"evt_1","type":"transcription.completed","created_at":"2026-05-04T09:30:00Z",
         "project_id":"proj_1","data":{"recording_id":"rec_1","transcription_id":"txn_1",
         "end_user_id":"eu_1","segments":[%s]}}\
        """
            .formatted(segments));
  }

  private static String created() {
    return """
    {"id":"evt_1","type":"recording.created","created_at":"2026-05-04T09:30:00Z",
     "project_id":"proj_1","data":{"recording_id":"rec_2","end_user_id":"eu_1",
     "metadata":{"a": 1}}}\
    """;
  }

  private static RecordingEvent decode(String json) {
    Decoded decoded =
        new JsonEventDecoder().decode(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    return ((Decoded.Accepted) decoded).event();
  }

  /** Takes the header, and chunks only once it is told to. */
  private static final class SlowService extends IndexServiceImplBase {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger chunks = new AtomicInteger();

    @Override
    public StreamObserver<ReplaceTranscriptRequest> replaceTranscript(
        StreamObserver<ReplaceTranscriptResponse> answers) {
      var call = (ServerCallStreamObserver<ReplaceTranscriptResponse>) answers;
      call.disableAutoRequest();
      call.request(1);
      return new StreamObserver<>() {
        @Override
        public void onNext(ReplaceTranscriptRequest part) {
          if (part.hasHeader()) {
            begun.countDown();
            Thread.ofVirtual().start(() -> letIn(call));
          } else {
            chunks.incrementAndGet();
            call.request(1);
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          answers.onNext(
              ReplaceTranscriptResponse.newBuilder()
                  .setResult(WriteResult.WRITE_RESULT_APPLIED)
                  .build());
          answers.onCompleted();
        }
      };
    }

    private void letIn(ServerCallStreamObserver<ReplaceTranscriptResponse> call) {
      try {
        goOn.await();
        call.request(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
