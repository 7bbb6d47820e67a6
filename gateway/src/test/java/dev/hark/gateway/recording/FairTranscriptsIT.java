package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Transcription;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One project's look-ups of long transcripts are not felt by another. */
class FairTranscriptsIT {
  private static final String HEAVY = "proj_fairheavy";
  private static final String LIGHT = "proj_fairlight";

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  private RawAnswer read(String key, String id) {
    return http.get("/v1/transcriptions/" + id, "Authorization: Bearer " + key);
  }

  /** As search-service does: a long one only for those who take one; it hangs until it may go. */
  private Iterator<GetTranscriptResponse> transcript(GetTranscriptRequest request) {
    if (request.getTranscriptionId().equals("txn_short")) {
      return parts(request);
    }
    if (request.getMostChunks() > 0) {
      throw new StatusRuntimeException(Status.FAILED_PRECONDITION);
    }
    if (request.getCaller().getProjectId().equals(HEAVY)) {
      begun.incrementAndGet();
      awaitGo();
    }
    return parts(request);
  }

  private void awaitGo() {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Iterator<GetTranscriptResponse> parts(GetTranscriptRequest request) {
    return Stream.of(
            LookupIT.first(
                Transcription.newBuilder()
                    .setTranscriptionId(request.getTranscriptionId())
                    .build()),
            LookupIT.part(LookupIT.segment(0, "A", "words")))
        .iterator();
  }

  @Test
  void aShortOneIsReadWhileAnotherProjectHasSixtyLongOnesInFlight() throws Exception {
    String heavy = gateway.key("--project", HEAVY);
    String light = gateway.key("--project", LIGHT);
    gateway.searchService().getTranscript.answers(this::transcript);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawAnswer>> long60 = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        long60.add(clients.submit(() -> read(heavy, "txn_long")));
      }
      Awaitility.await().until(() -> begun.get() == 1);
      for (int i = 0; i < 5; i++) {
        assertEquals(200, read(light, "txn_short").status());
      }
      // The second place is left for others.
      assertEquals(200, read(light, "txn_long").status());
      assertEquals(1, begun.get(), "all of the heavy ones are in flight still");
      go.countDown();
      for (Future<RawAnswer> one : long60) {
        RawAnswer answer = one.get();
        // One a moment is read now; what still waits when its time is over is told to come again.
        assertEquals(answer.header("retry-after").isEmpty() ? 200 : 429, answer.status());
      }
    }
  }
}
