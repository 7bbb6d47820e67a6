package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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

  private static WriteResult started(String recording, String id, long second) {
    return ask.update(
        OWNER,
        recording,
        new Event("evt_s" + second, second),
        UpdateKind.UPDATE_KIND_TRANSCRIPTION_STARTED,
        request ->
            request
                .getTranscriptionBuilder()
                .setTranscriptionId(id)
                .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING));
  }

  private static void assertRefused(Executable call) {
    Status status = assertThrows(StatusRuntimeException.class, call).getStatus();
    assertEquals(Status.Code.FAILED_PRECONDITION, status.getCode());
    assertEquals(true, String.valueOf(status.getDescription()).startsWith("transcription_id: "));
  }

  @Test
  void anIdOfAnotherRecordingIsRefusedAndTheFirstKeepsIt() {
    Transcript first = transcript(OWNER, "rec_first", "txn_same", "walnut");
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, first.sendTo(service));
    assertRefused(() -> transcript(OWNER, "rec_second", "txn_same", "almond").sendTo(service));
    Owner other = new Owner(OWNER.project(), Mode.MODE_LIVE, "eu_ids2");
    assertRefused(() -> transcript(other, "rec_third", "txn_same", "cashew").sendTo(service));
    assertRefused(() -> started("rec_fourth", "txn_same", 9));
    assertEquals(List.of("walnut"), ask.words(OWNER.projectCaller(), "rec_first"));
    assertEquals(List.of(), ask.texts(OWNER, "almond"));
    assertEquals(WriteResult.WRITE_RESULT_STALE, first.sendTo(service));
  }

  @Test
  void anIdThatWasOnlyNamedIsTaken() {
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, started("rec_named", "txn_named", 1));
    assertRefused(() -> transcript(OWNER, "rec_late", "txn_named", "pecan").sendTo(service));
    assertEquals(
        WriteResult.WRITE_RESULT_APPLIED,
        transcript(OWNER, "rec_named", "txn_named", "hazel").sendTo(service));
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

  @Test
  void otherProjectsAndTheOtherHalfHaveTheirOwn() {
    Owner project = new Owner("proj_ids2", Mode.MODE_LIVE, OWNER.endUser());
    Owner half = new Owner(OWNER.project(), Mode.MODE_TEST, OWNER.endUser());
    for (Owner owner : List.of(OWNER, project, half)) {
      assertEquals(
          WriteResult.WRITE_RESULT_APPLIED,
          transcript(owner, "rec_mine", "txn_mine", "macadamia").sendTo(service));
    }
  }
}
