package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static dev.hark.contract.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the gateway and ask-service rely on when they read transcripts. */
public interface TranscriptContract extends SearchSuite {
  @Test
  default void aTranscriptIsToldAndThenItsSegmentsInTheirOrder() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "one", "two", "three");
    for (String id : List.of("rec_a", "txn_a1")) {
      List<GetTranscriptResponse> parts = ask().transcript(ana.caller(), id);
      Transcription told = parts.getFirst().getTranscription();
      assertEquals("txn_a1", told.getTranscriptionId());
      assertEquals("rec_a", told.getRecordingId());
      assertEquals(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED, told.getStatus());
      assertEquals("en", told.getLanguage());
      assertFalse(told.hasProvider());
      assertEquals(30_000, told.getDurationMs());
      assertEquals(at(1), told.getCompletedAt());
      assertEquals(told.getCompletedAt(), told.getCreatedAt());
      assertTrue(parts.stream().skip(1).allMatch(GetTranscriptResponse::hasSegments));
      assertEquals(List.of("one", "two", "three"), ask().words(ana.caller(), id));
      assertEquals(parts, ask().transcript(ana.projectCaller(), id, 3));
      assertEquals(
          Status.Code.FAILED_PRECONDITION,
          refusal(() -> ask().transcript(ana.caller(), id, 2)).getCode());
    }
  }

  @Test
  default void aTranscriptWithoutWordsIsToldAlone() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_empty", 1);
    List<GetTranscriptResponse> empty = ask().transcript(ana.caller(), "rec_empty");
    assertEquals(1, empty.size());
    assertEquals(
        TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED,
        empty.getFirst().getTranscription().getStatus());
    failed(ana, "rec_failed", "txn_bad", 2);
    for (String id : List.of("rec_failed", "txn_bad")) {
      List<GetTranscriptResponse> parts = ask().transcript(ana.caller(), id);
      assertEquals(1, parts.size());
      Transcription told = parts.getFirst().getTranscription();
      assertEquals(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED, told.getStatus());
      assertEquals("noise", told.getErrorCode());
      assertEquals("Nothing is heard", told.getErrorMessage());
      assertFalse(told.hasCompletedAt());
    }
  }

  private void failed(Owner owner, String recording, String transcription, long second) {
    ask()
        .update(
            owner,
            recording,
            new Event("evt_f" + second, second),
            UpdateKind.UPDATE_KIND_TRANSCRIPTION_FAILED,
            request ->
                request
                    .setEndUserId(owner.endUser())
                    .getTranscriptionBuilder()
                    .setTranscriptionId(transcription)
                    .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED)
                    .setErrorCode("noise")
                    .setErrorMessage("Nothing is heard"));
  }

  @Test
  default void aTranscriptionThatFailsLeavesTheOneBeforeItInForce() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "walnut");
    failed(ana, "rec_a", "txn_bad", 2);
    assertEquals(List.of("walnut"), ask().words(ana.caller(), "rec_a"));
    assertEquals(List.of("walnut"), ask().words(ana.caller(), "txn_a1"));
    assertEquals(List.of(), ask().words(ana.caller(), "txn_bad"));
    assertEquals(
        TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED,
        ask().recording(ana.caller(), "rec_a").getStatus());
    assertEquals("txn_a1", ask().recording(ana.caller(), "rec_a").getTranscriptionId());
    assertEquals("txn_a1", ask().recording(ana.caller(), "rec_a").getSearchableTranscriptionId());
    assertEquals(List.of("walnut"), ask().texts(ana, "walnut"));
  }

  @Test
  default void transcriptsThatAreNotThereAndThoseOfOthersAreNotFoundAlike() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "walnut");
    send(ana, "rec_a", 2, "almond");
    send(ana, "rec_gone", 1, "gone");
    ask().delete(ana, "rec_gone", new Event("evt_d", 2));
    List<Runnable> reads = new ArrayList<>();
    for (String id : List.of("rec_unknown", "txn_unknown", "txn_a1", "rec_gone", "txn_gone1")) {
      reads.add(() -> ask().transcript(ana.caller(), id));
    }
    for (Owner other :
        List.of(
            ana.beside("eu_ben"),
            new Owner(ana.project() + "x", ana.mode(), ana.endUser()),
            new Owner(ana.project(), Mode.MODE_TEST, ana.endUser()))) {
      reads.add(() -> ask().transcript(other.caller(), "rec_a"));
      reads.add(() -> ask().transcript(other.caller(), "txn_a2"));
    }
    for (Runnable read : reads) {
      Status status = refusal(read);
      assertEquals("NOT_FOUND not found", status.getCode() + " " + status.getDescription());
    }
    assertInvalid("transcription_id", () -> ask().transcript(ana.caller(), "nonsense"));
    assertInvalid("of", () -> nothingNamed(ana));
  }

  private void nothingNamed(Owner owner) {
    var request = GetTranscriptRequest.newBuilder().setCaller(owner.caller()).build();
    stubs().search().getTranscript(request).forEachRemaining(part -> {});
  }

  @Test
  default void aLongSegmentIsReadBySentencesOrWhole() {
    Owner ana = Owner.fresh("eu_ana");
    Transcript cut = Transcript.of(ana, "rec_a", 1, "Acorn one. ", "Beechnut two.");
    ReplaceTranscriptRequest.Builder later = cut.chunk(1).toBuilder();
    later.getChunkBuilder().getSegmentsBuilder(0).setIndex(0);
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out = cut.open(stubs(), cut.header().build(), answer);
    out.onNext(cut.chunk(0));
    out.onNext(later.build());
    out.onCompleted();
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, Transcript.join(answer));
    assertEquals(
        List.of("0-20000 Acorn one. Beechnut two."),
        segments(ask().transcript(ana.caller(), "rec_a")));
    assertEquals(
        List.of("0-10000 Acorn one. ", "10000-20000 Beechnut two."),
        segments(ask().sentences(ana.caller(), "rec_a")));
  }

  private static List<String> segments(List<GetTranscriptResponse> parts) {
    return parts.stream()
        .flatMap(part -> part.getSegments().getSegmentsList().stream())
        .map(said -> said.getStartMs() + "-" + said.getEndMs() + " " + said.getText())
        .toList();
  }

  @Test
  default void aRecordingLastsAsFarAsItsSegmentsUntilAnEventSaysOtherwise() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 1, "one", "two", "three");
    assertEquals(30_000, ask().recording(ana.caller(), "rec_a").getDurationMs());
    assertEquals(30_000, duration(ana, "txn_a1"));
    send(ana, "rec_a", 2, "one");
    assertEquals(10_000, ask().recording(ana.caller(), "rec_a").getDurationMs());
    ask()
        .update(
            ana,
            "rec_a",
            new Event("evt_u", 3),
            UpdateKind.UPDATE_KIND_UPDATED,
            request -> request.getDetailsBuilder().setDurationMs(12_345));
    assertEquals(12_345, ask().recording(ana.caller(), "rec_a").getDurationMs());
    assertEquals(12_345, duration(ana, "txn_a2"));
    send(ana, "rec_a", 4, "one", "two");
    assertEquals(12_345, ask().recording(ana.caller(), "rec_a").getDurationMs(), "it was said");
    send(ana, "rec_empty", 1);
    assertFalse(ask().recording(ana.caller(), "rec_empty").hasDurationMs());
  }

  @Test
  default void theLastEventSaysWhenSomethingChanged() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_a", new Event("evt_c", 100), 1);
    ask().rename(ana, "rec_a", new Event("evt_r", 300), "Other");
    failed(ana, "rec_a", "txn_bad", 200);
    assertEquals(at(300), ask().recording(ana.caller(), "rec_a").getUpdatedAt());
    assertEquals(at(200), transcription(ana, "txn_bad").getUpdatedAt());
    send(ana, "rec_a", 400, "words");
    Recording indexed = ask().recording(ana.caller(), "rec_a");
    assertEquals(indexed.getIndexedAt(), indexed.getUpdatedAt(), "later than its event");
    assertEquals(at(400), transcription(ana, "txn_a400").getUpdatedAt());
    assertEquals("", transcription(ana, "txn_a400").getErrorCode());
  }

  private static Timestamp at(long second) {
    return new Event("", second).stamp().getCreatedAt();
  }

  private Transcription transcription(Owner owner, String id) {
    return ask().transcript(owner.caller(), id).getFirst().getTranscription();
  }

  private long duration(Owner owner, String transcription) {
    return transcription(owner, transcription).getDurationMs();
  }
}
