package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Writing transcripts: in order, twice, late, cut short, against each other. */
class ReplaceTranscriptIT {
  private static final Owner ANA = new Owner("proj_one", Mode.MODE_LIVE, "eu_ana");
  private static final Owner BEN = new Owner("proj_one", Mode.MODE_LIVE, "eu_ben");

  private static TestService service;
  private static Asks ask;
  private static OpenSearchProbe probe;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
    probe = new OpenSearchProbe();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void findsWhatWasSaidTheMomentTheCallAnswers() {
    assertEquals(
        WriteResult.WRITE_RESULT_APPLIED,
        transcript("rec_now", "txn_now", 1, "We ship the parser on Friday.", "Lunch was good.")
            .sendTo(service));

    FoundChunk best = ask.search(ANA, "when do we ship the parser", only("rec_now")).getFirst();
    assertEquals("We ship the parser on Friday.", best.getText());
    assertEquals("About rec_now", best.getRecordingTitle());
    assertEquals("txn_now", best.getTranscriptionId());
    assertEquals(0, best.getOrdinal());
    assertEquals("Ana", best.getSpeaker());
    assertEquals("We ship the parser on Friday.", best.getSegments(0).getText());
    Recording recording = ask.recording(ANA.caller(), "rec_now");
    assertEquals("txn_now", recording.getSearchableTranscriptionId());
    assertEquals(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED, recording.getStatus());
    assertTrue(recording.hasIndexedAt());
  }

  @Test
  void theSameEventAgainChangesNothing() {
    Transcript transcript = transcript("rec_twice", "txn_twice", 1, "gherkin one", "gherkin two");
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, transcript.sendTo(service));
    Recording before = ask.recording(ANA.caller(), "rec_twice");
    assertEquals(WriteResult.WRITE_RESULT_STALE, transcript.sendTo(service));
    assertEquals(before, ask.recording(ANA.caller(), "rec_twice"));
    assertEquals(2, ask.words(ANA.caller(), "rec_twice").size());
    assertEquals(2, probe.chunks(service, "recording_id:rec_twice"));
  }

  @Test
  void aNewTranscriptReplacesTheOldAndLeavesNothingOfIt() {
    transcript("rec_new", "txn_old", 1, "walnut one", "walnut two", "walnut three").sendTo(service);
    transcript("rec_new", "txn_new", 2, "walnut four").sendTo(service);
    assertEquals(List.of("walnut four"), ask.texts(ANA, "walnut"));
    assertEquals(1, probe.chunks(service, "recording_id:rec_new"));
    assertEquals("txn_new", ask.recording(ANA.caller(), "rec_new").getTranscriptionId());
    assertEquals(Status.Code.NOT_FOUND, code(() -> ask.words(ANA.caller(), "txn_old")));
  }

  @Test
  void anOlderTranscriptThatComesLateLosesButItsDetailsStillCount() {
    transcript("rec_late", "txn_b", 2, "chestnut new").sendTo(service);
    Transcript late = transcript("rec_late", "txn_a", 1, "chestnut old");
    WriteResult result =
        late.sendTo(
            service,
            late.header()
                .setDetails(late.header().getDetails().toBuilder().setDurationMs(7_000))
                .build());
    assertEquals(WriteResult.WRITE_RESULT_STALE, result);
    assertEquals(List.of("chestnut new"), ask.texts(ANA, "chestnut"));
    assertEquals(7_000, ask.recording(ANA.caller(), "rec_late").getDurationMs());
    assertEquals(1, probe.chunks(service, "recording_id:rec_late"));
  }

  @Test
  void anotherOwnerIsRefusedAndLeavesNothing() {
    transcript("rec_owned", "txn_o", 1, "cashew of Ana").sendTo(service);
    Transcript foreign =
        new Transcript(BEN, "rec_owned", "txn_p", new Event("evt_p", 9), List.of("cashew of Ben"));
    assertEquals(Status.Code.FAILED_PRECONDITION, code(() -> foreign.sendTo(service)));
    assertEquals(List.of(), ask.texts(BEN, "cashew"));
    assertEquals(List.of("cashew of Ana"), ask.texts(ANA, "cashew"));
    assertEquals(1, probe.chunks(service, "recording_id:rec_owned"));
  }

  @Test
  void aStreamThatEndsEarlyChangesNothing() {
    Transcript transcript = transcript("rec_short", "txn_s", 1, "macadamia one", "macadamia two");
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        code(() -> transcript.sendTo(service, transcript.header().setChunkCount(3).build())));
    assertEquals(List.of(), ask.texts(ANA, "macadamia"));
  }

  @Test
  void whatAnInterruptedStreamLeftGoesWithTheNextTranscript() {
    Transcript cut = transcript("rec_cut", "txn_cut", 1, Transcript.texts(250, "almond %d"));
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out = cut.open(service, cut.header().build(), answer);
    for (int i = 0; i < 220; i++) {
      out.onNext(cut.chunk(i));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> probe.chunks(service, "recording_id:rec_cut") >= 100);
    out.onError(new IllegalStateException("the worker was killed"));
    assertEquals(List.of(), ask.texts(ANA, "almond"));

    transcript("rec_cut", "txn_next", 2, "almond whole").sendTo(service);
    assertEquals(List.of("almond whole"), ask.texts(ANA, "almond"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> probe.chunks(service, "recording_id:rec_cut") == 1);
    assertEquals(WriteResult.WRITE_RESULT_STALE, cut.sendTo(service));
    assertEquals(1, probe.chunks(service, "recording_id:rec_cut"));
  }

  @Test
  void aStreamThatIsRefusedHalfWayLeavesNothing() {
    Transcript tooMany = transcript("rec_over", "txn_over", 1, Transcript.texts(250, "peanut %d"));
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        code(() -> tooMany.sendTo(service, tooMany.header().setChunkCount(240).build())));
    assertEquals(0, probe.chunks(service, "recording_id:rec_over"));
  }

  @Test
  void aLongTranscriptIsReadBackWholeAndInOrder() {
    List<String> texts = Transcript.texts(5_000, "pecan number %d");
    assertEquals(
        WriteResult.WRITE_RESULT_APPLIED,
        transcript("rec_long", "txn_long", 1, texts).sendTo(service));
    assertEquals(texts, ask.words(ANA.caller(), "rec_long"));
    assertEquals(texts, ask.words(ANA.projectCaller(), "txn_long"));
  }

  @Test
  void aSentenceOfALongSegmentIsFoundWithItsOwnTimeAndReadAloneOrWhole() {
    Transcript cut = transcript("rec_parts", "txn_parts", 1, "Acorn one. ", "Beechnut two.");
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, sendAsOneSegment(cut));

    FoundChunk later = ask.search(ANA, "beechnut", only("rec_parts")).getFirst();
    assertEquals(List.of(segment(10_000, 20_000, "Beechnut two.")), later.getSegmentsList());
    assertEquals(10_000, later.getStartMs());
    assertEquals(
        List.of(segment(0, 20_000, "Acorn one. Beechnut two.")),
        segments(ask.transcript(ANA.caller(), "rec_parts")));
    assertEquals(
        List.of(segment(0, 10_000, "Acorn one. "), segment(10_000, 20_000, "Beechnut two.")),
        segments(ask.sentences(ANA.caller(), "rec_parts")));
  }

  private static Segment segment(long start, long end, String text) {
    return Segment.newBuilder()
        .setStartMs(start)
        .setEndMs(end)
        .setSpeaker("Ana")
        .setText(text)
        .build();
  }

  private static List<Segment> segments(List<GetTranscriptResponse> parts) {
    return parts.stream().flatMap(part -> part.getSegments().getSegmentsList().stream()).toList();
  }

  /** Two texts, the second of them as a later part of the first's segment. */
  private static WriteResult sendAsOneSegment(Transcript transcript) {
    ReplaceTranscriptRequest.Builder later = transcript.chunk(1).toBuilder();
    later.getChunkBuilder().getSegmentsBuilder(0).setIndex(0);
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out =
        transcript.open(service, transcript.header().build(), answer);
    out.onNext(transcript.chunk(0));
    out.onNext(later.build());
    out.onCompleted();
    return Transcript.join(answer);
  }

  @Test
  void vectorsAreNotKeptInTheDocuments() {
    transcript("rec_vector", "txn_v", 1, "coconut").sendTo(service);
    var hits =
        probe
            .get("/" + service.prefix() + "-chunks/_search?q=recording_id:rec_vector")
            .path("hits")
            .path("hits");
    assertEquals("coconut", hits.path(0).path("_source").path("text").asText());
    assertFalse(hits.path(0).path("_source").has("embedding"));
  }

  private static Consumer<SearchRequest.Builder> only(String recording) {
    return request -> request.addRecordingIds(recording);
  }

  private static Transcript transcript(
      String recording, String transcription, long second, String... texts) {
    return transcript(recording, transcription, second, List.of(texts));
  }

  private static Transcript transcript(
      String recording, String transcription, long second, List<String> texts) {
    Event event = new Event("evt_" + transcription.substring(4), second);
    return new Transcript(ANA, recording, transcription, event, texts);
  }

  private static Status.Code code(Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }
}
