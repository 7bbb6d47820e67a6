package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static dev.hark.contract.Refusals.refusal;
import static dev.hark.proto.search.v1.WriteResult.WRITE_RESULT_APPLIED;
import static dev.hark.proto.search.v1.WriteResult.WRITE_RESULT_STALE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the worker relies on when it writes the index. */
public interface IndexServiceContract extends SearchSuite {
  @Test
  default void whatIsWrittenIsThereWhenTheCallAnswers() {
    Owner ana = Owner.fresh("eu_ana");
    assertEquals(WRITE_RESULT_APPLIED, send(Transcript.of(ana, "rec_a", 1, "walnut", "almond")));
    assertEquals(List.of("walnut", "almond"), ask().words(ana.caller(), "rec_a"));
    assertEquals("walnut", ask().search(ana, "walnut").getFirst().getText());
    assertEquals(WRITE_RESULT_APPLIED, ask().rename(ana, "rec_a", new Event("evt_r", 2), "Nuts"));
    assertEquals("Nuts", ask().recording(ana.caller(), "rec_a").getTitle());
  }

  @Test
  default void theSameEventAgainIsStaleAndChangesNothing() {
    Owner ana = Owner.fresh("eu_ana");
    Transcript transcript = Transcript.of(ana, "rec_a", 1, "walnut");
    assertEquals(WRITE_RESULT_APPLIED, send(transcript));
    assertEquals(WRITE_RESULT_APPLIED, ask().rename(ana, "rec_a", new Event("evt_r", 2), "Nuts"));
    Recording before = ask().recording(ana.caller(), "rec_a");
    assertEquals(WRITE_RESULT_STALE, send(transcript));
    assertEquals(WRITE_RESULT_STALE, ask().rename(ana, "rec_a", new Event("evt_r", 2), "Nuts"));
    assertEquals(before, ask().recording(ana.caller(), "rec_a"));
  }

  @Test
  default void ofEachFieldTheLatestEventHoldsWhateverComesFirst() {
    Owner ana = Owner.fresh("eu_ana");
    assertEquals(WRITE_RESULT_APPLIED, ask().rename(ana, "rec_a", new Event("evt_r", 5), "Late"));
    assertEquals(
        Status.Code.NOT_FOUND, refusal(() -> ask().recording(ana.caller(), "rec_a")).getCode());
    assertEquals(WRITE_RESULT_APPLIED, send(Transcript.of(ana, "rec_a", 3, "new words")));
    assertEquals(WRITE_RESULT_STALE, send(Transcript.of(ana, "rec_a", 2, "old words")));
    assertEquals(WRITE_RESULT_APPLIED, ask().create(ana, "rec_a", new Event("evt_c", 1), 77));
    Recording recording = ask().recording(ana.caller(), "rec_a");
    assertEquals("Late", recording.getTitle());
    assertEquals("Late", ask().search(ana, "new words").getFirst().getRecordingTitle());
    assertEquals(77, recording.getRecordedAt().getSeconds());
    assertEquals(new Event("evt_c", 1).stamp().getCreatedAt(), recording.getCreatedAt());
    assertEquals("txn_a3", recording.getSearchableTranscriptionId());
    assertEquals(List.of("new words"), ask().words(ana.caller(), "rec_a"));
  }

  @Test
  default void aLateTranscriptLosesAndItsDetailsStillCount() {
    Owner ana = Owner.fresh("eu_ana");
    send(Transcript.of(ana, "rec_a", 2, "new words"));
    Transcript late = Transcript.of(ana, "rec_a", 1, "old words");
    TranscriptHeader.Builder header = late.header();
    header.getDetailsBuilder().setDurationMs(7_000);
    assertEquals(WRITE_RESULT_STALE, late.sendTo(stubs(), header.build()));
    assertEquals(7_000, ask().recording(ana.caller(), "rec_a").getDurationMs());
  }

  /** By kind, then by id. */
  @Test
  default void eventsOfOneInstantEndTheSameInEveryOrder() {
    for (boolean turned : new boolean[] {false, true}) {
      Owner ana = Owner.fresh("eu_ana");
      List<Runnable> events =
          List.of(
              () -> ask().create(ana, "rec_a", new Event("evt_z", 1), 77),
              () -> ask().rename(ana, "rec_a", new Event("evt_a", 1), "First"),
              () -> ask().rename(ana, "rec_a", new Event("evt_b", 1), "Second"));
      (turned ? events.reversed() : events).forEach(Runnable::run);
      assertEquals("Second", ask().recording(ana.caller(), "rec_a").getTitle());
    }
  }

  @Test
  default void anotherEndUsersRecordingIsRefused() {
    Owner ana = Owner.fresh("eu_ana");
    Owner ben = ana.beside("eu_ben");
    send(Transcript.of(ana, "rec_a", 1, "of Ana"));
    assertRefused("end_user_id: ", () -> send(Transcript.of(ben, "rec_a", 9, "of Ben")));
    assertRefused("end_user_id: ", () -> check(Transcript.of(ben, "rec_a", 9)));
    assertRefused("end_user_id: ", () -> ask().create(ben, "rec_a", new Event("evt_c", 9), 1));
    assertEquals(List.of("of Ana"), ask().words(ana.caller(), "rec_a"));
  }

  @Test
  default void anotherRecordingsTranscriptionIsRefused() {
    Owner ana = Owner.fresh("eu_ana");
    assertEquals(WRITE_RESULT_APPLIED, started(ana, "rec_a", "txn_b9", 1));
    assertRefused("transcription_id: ", () -> send(Transcript.of(ana, "rec_b", 9, "walnut")));
    Owner ben = ana.beside("eu_ben");
    assertRefused("transcription_id: ", () -> send(Transcript.of(ben, "rec_b", 9, "walnut")));
    assertRefused("transcription_id: ", () -> check(Transcript.of(ana, "rec_b", 9)));
    assertRefused("transcription_id: ", () -> started(ana, "rec_b", "txn_b9", 2));
    assertEquals(List.of(), ask().search(ana, "walnut"));
    Transcript named = new Transcript(ana, "rec_a", "txn_b9", new Event("evt_n", 3), List.of("n"));
    assertEquals(WRITE_RESULT_APPLIED, send(named));
    assertRefused("transcription_id: ", () -> send(Transcript.of(ana, "rec_b", 9, "walnut")));
    for (Owner elsewhere :
        List.of(new Owner(ana.project(), Mode.MODE_TEST, ana.endUser()), Owner.fresh("eu_ana"))) {
      assertEquals(WRITE_RESULT_APPLIED, send(Transcript.of(elsewhere, "rec_b", 9, "walnut")));
    }
  }

  private WriteResult started(Owner owner, String recording, String transcription, long second) {
    return ask()
        .update(
            owner,
            recording,
            new Event("evt_s" + second, second),
            UpdateKind.UPDATE_KIND_TRANSCRIPTION_STARTED,
            request ->
                request
                    .getTranscriptionBuilder()
                    .setTranscriptionId(transcription)
                    .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING));
  }

  private static void assertRefused(String field, Runnable call) {
    Status status = refusal(call);
    assertEquals(Status.Code.FAILED_PRECONDITION, status.getCode());
    assertTrue(String.valueOf(status.getDescription()).startsWith(field), status::toString);
  }

  @Test
  default void aCheckTellsWhatASendingWouldComeToAndChangesNothing() {
    Owner ana = Owner.fresh("eu_ana");
    assertEquals(WRITE_RESULT_APPLIED, check(Transcript.of(ana, "rec_a", 2, "walnut")));
    assertEquals(
        Status.Code.NOT_FOUND, refusal(() -> ask().recording(ana.caller(), "rec_a")).getCode());
    send(Transcript.of(ana, "rec_a", 2, "walnut"));
    assertEquals(WRITE_RESULT_STALE, check(Transcript.of(ana, "rec_a", 2, "walnut")));
    assertEquals(WRITE_RESULT_STALE, check(Transcript.of(ana, "rec_a", 1)));
    assertEquals(WRITE_RESULT_APPLIED, check(Transcript.of(ana, "rec_a", 3)));
    assertEquals("txn_a2", ask().recording(ana.caller(), "rec_a").getSearchableTranscriptionId());
  }

  @Test
  default void aStreamThatIsNotWholeChangesNothing() {
    Owner ana = Owner.fresh("eu_ana");
    send(Transcript.of(ana, "rec_a", 1, "walnut"));
    Transcript next = Transcript.of(ana, "rec_a", 2, "almond", "cashew");
    ReplaceTranscriptRequest header = header(next, it -> it);
    List<List<ReplaceTranscriptRequest>> streams =
        List.of(
            List.of(header, next.chunk(0)),
            List.of(header, next.chunk(0), next.chunk(1), next.chunk(1)),
            List.of(header, next.chunk(1)),
            List.of(header, next.chunk(0), twice(next)),
            List.of(header, header),
            List.of(next.chunk(0)),
            List.of(header, ReplaceTranscriptRequest.getDefaultInstance()));
    for (List<ReplaceTranscriptRequest> stream : streams) {
      assertInvalid("[a-z_.]+", () -> stream(stream));
    }
    assertEquals(List.of("walnut"), ask().words(ana.caller(), "rec_a"));
    assertEquals(WRITE_RESULT_APPLIED, send(next));
  }

  private static ReplaceTranscriptRequest header(
      Transcript transcript, UnaryOperator<TranscriptHeader.Builder> change) {
    return ReplaceTranscriptRequest.newBuilder()
        .setHeader(change.apply(transcript.header()))
        .build();
  }

  /** The second chunk under the id of the first. */
  private static ReplaceTranscriptRequest twice(Transcript transcript) {
    ReplaceTranscriptRequest.Builder second = transcript.chunk(1).toBuilder();
    second.getChunkBuilder().setChunkId(transcript.chunk(0).getChunk().getChunkId());
    return second.build();
  }

  private WriteResult stream(List<ReplaceTranscriptRequest> parts) {
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out =
        stubs().stream().replaceTranscript(new Transcript.Answer(answer));
    parts.forEach(out::onNext);
    out.onCompleted();
    return Transcript.join(answer);
  }

  @Test
  default void aHeaderThatHasLostIsAnsweredBeforeItsChunks() {
    Owner ana = Owner.fresh("eu_ana");
    Transcript transcript = Transcript.of(ana, "rec_a", 1, "walnut");
    send(transcript);
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    var _ = transcript.open(stubs(), transcript.header().build(), answer);
    assertEquals(WRITE_RESULT_STALE, answer.orTimeout(30, TimeUnit.SECONDS).join());
  }

  @Test
  default void anotherVectorSpaceMayPass() {
    Owner ana = Owner.fresh("eu_ana");
    Transcript transcript = Transcript.of(ana, "rec_a", 1, "walnut");
    send(Transcript.of(ana, "rec_b", 1, "walnut"));
    TranscriptHeader other = transcript.header().setEmbeddingModel("another").build();
    assertEquals(
        Status.Code.UNAVAILABLE, refusal(() -> transcript.sendTo(stubs(), other)).getCode());
    assertEquals(WRITE_RESULT_APPLIED, send(transcript));
  }

  @Test
  default void whatIsWronglySaidIsRefusedByName() {
    Owner ana = Owner.fresh("eu_ana");
    assertUpdateInvalid("caller.project_id", ana, request -> request.clearCaller());
    assertUpdateInvalid("caller.mode", ana, request -> request.getCallerBuilder().clearMode());
    assertUpdateInvalid("recording_id", ana, request -> request.setRecordingId("nonsense"));
    assertUpdateInvalid("recording_id", ana, request -> request.clearRecordingId());
    assertUpdateInvalid("end_user_id", ana, request -> request.setEndUserId("nobody"));
    assertUpdateInvalid("kind", ana, request -> request.clearKind());
    assertUpdateInvalid("stamp.event_id", ana, request -> request.getStampBuilder().clearEventId());
    assertUpdateInvalid(
        "stamp.created_at", ana, request -> request.getStampBuilder().clearCreatedAt());
    assertUpdateInvalid(
        "stamp", ana, request -> request.getStampBuilder().getCreatedAtBuilder().setSeconds(-1));
    assertUpdateInvalid(
        "transcription.status",
        ana,
        request ->
            request
                .getTranscriptionBuilder()
                .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED));
    assertUpdateInvalid("details", ana, request -> request.getDetailsBuilder().setDurationMs(-1));
    assertUpdateInvalid(
        "details",
        ana,
        request -> request.getDetailsBuilder().setMetadataJson("x".repeat((8 << 10) + 1)));
    Transcript transcript = Transcript.of(ana, "rec_a", 1);
    assertHeaderInvalid("end_user_id", transcript, header -> header.clearEndUserId());
    assertHeaderInvalid("end_user_id", transcript, header -> header.setEndUserId("eu_ben"));
    assertHeaderInvalid("transcription_id", transcript, header -> header.clearTranscriptionId());
    assertHeaderInvalid("header", transcript, header -> header.setChunkCount(-1));
  }

  private void assertUpdateInvalid(
      String field, Owner owner, Consumer<UpdateRecordingRequest.Builder> change) {
    assertInvalid(
        field,
        () ->
            ask()
                .update(
                    owner, "rec_a", new Event("evt_u", 1), UpdateKind.UPDATE_KIND_UPDATED, change));
  }

  private void assertHeaderInvalid(
      String field, Transcript transcript, UnaryOperator<TranscriptHeader.Builder> change) {
    assertInvalid(field, () -> stream(List.of(header(transcript, change))));
  }
}
