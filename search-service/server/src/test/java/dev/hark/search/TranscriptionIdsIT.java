package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A transcription id is one recording's, of all that a project has. */
class TranscriptionIdsIT {
  private static final Owner OWNER = new Owner("proj_ids", Mode.MODE_LIVE, "eu_ids");

  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Transcript transcript(Owner owner, String recording, String id, String text) {
    return new Transcript(owner, recording, id, new Event("evt_" + text, 1), List.of(text));
  }

  @Test
  void ofManyAtOnceOneKeepsItAndTheOthersLeaveNothing() throws Exception {
    Owner racing = new Owner(OWNER.project(), Mode.MODE_LIVE, "eu_race");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<WriteResult>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              transcript(racing, "rec_race" + i, "txn_race", "race" + i)
                                  .sendTo(service)))
              .toList();
      int taken = 0;
      for (Future<WriteResult> one : all) {
        try {
          taken += one.get() == WriteResult.WRITE_RESULT_APPLIED ? 1 : 0;
        } catch (java.util.concurrent.ExecutionException e) {
          assertEquals(
              Status.Code.FAILED_PRECONDITION, Status.fromThrowable(e.getCause()).getCode());
        }
      }
      assertEquals(1, taken);
      assertEquals(1, ask.endUser(racing.caller(), racing.endUser()).getRecordings());
    }
  }
}
