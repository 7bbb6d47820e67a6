package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.WriteResult;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writing transcripts and finding them. */
class ReplaceTranscriptIT {
  private static final Transcript.Owner ANA =
      new Transcript.Owner("proj_one", Mode.MODE_LIVE, "eu_ana");

  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void findsWhatWasSaidTheMomentTheCallAnswers() {
    Transcript transcript =
        new Transcript(
            ANA,
            "rec_a",
            "txn_a",
            new Transcript.Event("evt_a", 1),
            List.of("We ship the parser on Friday.", "Lunch was very good today."));
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, transcript.sendTo(service));

    List<FoundChunk> chunks =
        service
            .search()
            .search(
                SearchRequest.newBuilder()
                    .setCaller(ANA.caller())
                    .setEndUserId(ANA.endUser())
                    .setQuery("when do we ship the parser")
                    .setLimit(8)
                    .build())
            .getChunksList();
    assertEquals("We ship the parser on Friday.", chunks.getFirst().getText());
    assertEquals("About rec_a", chunks.getFirst().getRecordingTitle());
    assertEquals(
        "txn_a",
        service
            .search()
            .getRecording(
                GetRecordingRequest.newBuilder()
                    .setCaller(ANA.caller())
                    .setRecordingId("rec_a")
                    .build())
            .getRecording()
            .getSearchableTranscriptionId());
  }
}
