package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.proto.search.v1.CheckTranscriptRequest;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What would come of a transcript, asked before its words are fetched. */
class CheckTranscriptIT {
  private static final Owner ANA = new Owner("proj_check", Mode.MODE_LIVE, "eu_ana");
  private static final Owner BEN = new Owner("proj_check", Mode.MODE_LIVE, "eu_ben");

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

  private static Transcript transcript(Owner owner, String recording, int minute) {
    String id = recording.substring("rec_".length()) + minute;
    Event event = new Event("evt_" + id, minute);
    return new Transcript(owner, recording, "txn_" + id, event, List.of("words"));
  }

  private static WriteResult check(Transcript transcript) {
    CheckTranscriptRequest request =
        CheckTranscriptRequest.newBuilder().setHeader(transcript.header().setChunkCount(0)).build();
    return service.write().checkTranscript(request).getResult();
  }

  @Test
  void whatIsNewIsWantedAndNothingIsChanged() {
    Transcript first = transcript(ANA, "rec_a", 2);
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, check(first));
    assertEquals(
        Status.Code.NOT_FOUND,
        assertThrows(StatusRuntimeException.class, () -> ask.recording(ANA.caller(), "rec_a"))
            .getStatus()
            .getCode());
    first.sendTo(service);
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, check(transcript(ANA, "rec_a", 3)));
    assertEquals("txn_a2", ask.recording(ANA.caller(), "rec_a").getTranscriptionId());
  }

  @Test
  void whatIsThereOrOlderIsNot() {
    Transcript transcript = transcript(ANA, "rec_b", 2);
    transcript.sendTo(service);
    assertEquals(WriteResult.WRITE_RESULT_STALE, check(transcript));
    assertEquals(WriteResult.WRITE_RESULT_STALE, check(transcript(ANA, "rec_b", 1)));
  }

  @Test
  void whatWasDeletedOrIsAnotherOnesIsNot() {
    Transcript transcript = transcript(ANA, "rec_c", 2);
    transcript.sendTo(service);
    assertEquals(
        Status.Code.FAILED_PRECONDITION,
        assertThrows(StatusRuntimeException.class, () -> check(transcript(BEN, "rec_c", 3)))
            .getStatus()
            .getCode());
    service
        .write()
        .deleteRecording(
            DeleteRecordingRequest.newBuilder()
                .setCaller(ANA.caller())
                .setStamp(transcript.header().getStamp())
                .setRecordingId("rec_c")
                .build());
    assertEquals(WriteResult.WRITE_RESULT_DELETED, check(transcript(ANA, "rec_c", 9)));
  }
}
