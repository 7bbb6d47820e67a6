package dev.hark.indexer.indexing.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.Segment.Words;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.proto.search.v1.CheckTranscriptResponse;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceImplBase;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the worker makes of search-service's word on a transcript that is not fetched yet. */
class CheckCallTest {
  private static final TranscriptHeader HEADER =
      new TranscriptHeader(
          new TranscriptionCompleted(
              new Envelope(new EventId("evt_1"), Instant.EPOCH, new ProjectId("proj_1"), Mode.LIVE),
              new RecordingId("rec_1"),
              new TranscriptionId("txn_1"),
              new EndUserId("eu_1"),
              new RecordingDetails(null, null, null, null, null, null, null, Map.of()),
              null,
              null,
              new Words.At(URI.create("https://a.example/"))),
          0,
          "model");

  private final FakeIndexService service = new FakeIndexService();

  @Test
  void whatTheIndexHasOrHasDeletedIsNotWanted() throws IOException {
    assertEquals(new Result.Indexed(), check(WriteResult.WRITE_RESULT_APPLIED));
    assertEquals(new Result.Stale(), check(WriteResult.WRITE_RESULT_STALE));
    assertEquals(new Result.Deleted(), check(WriteResult.WRITE_RESULT_DELETED));
  }

  private Result check(WriteResult result) throws IOException {
    service.checkTranscript.answers(
        request -> {
          assertEquals("rec_1", request.getHeader().getRecordingId());
          return CheckTranscriptResponse.newBuilder().setResult(result).build();
        });
    return check(service);
  }

  @Test
  void anOlderServiceThatDoesNotKnowTheQuestionTakesEverythingAsBefore() throws IOException {
    assertEquals(new Result.Indexed(), check(new IndexServiceImplBase() {}));
  }

  @Test
  void aServiceThatIsDownIsAskedAgainLater() throws IOException {
    service.checkTranscript.fails(Status.UNAVAILABLE);
    assertInstanceOf(Result.RetryLater.class, check(service));
    service.checkTranscript.fails(Status.FAILED_PRECONDITION);
    assertInstanceOf(Result.Rejected.class, check(service));
  }

  private static Result check(IndexServiceImplBase service) throws IOException {
    String name = InProcessServerBuilder.generateName();
    Server server = InProcessServerBuilder.forName(name).addService(service).build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
    Duration patience = Duration.ofSeconds(20);
    try {
      return new GrpcRecordingIndex(channel, new Timeouts(patience, patience, patience))
          .check(HEADER);
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }
}
