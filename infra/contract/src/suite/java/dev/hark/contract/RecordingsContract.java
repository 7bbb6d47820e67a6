package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static dev.hark.contract.Refusals.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListTranscriptionsRequest;
import dev.hark.proto.search.v1.ListTranscriptionsResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the gateway and ask-service rely on when they look recordings up or list them. */
public interface RecordingsContract {
  /** Of the service that is tested. */
  SearchStubs stubs();

  private Asks ask() {
    return new Asks(stubs());
  }

  private static Event event(long second) {
    return new Event("evt_" + second, second);
  }

  private static Timestamp at(long second) {
    return event(second).stamp().getCreatedAt();
  }

  private void send(Owner owner, String recording, long second, String... texts) {
    String id = "txn_" + recording.substring(4) + second;
    WriteResult result =
        new Transcript(owner, recording, id, event(second), List.of(texts)).sendTo(stubs());
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, result);
  }

  @Test
  default void aRecordingIsToldAsItsEventsSaid() {
    Owner ana = Owner.fresh("eu_ana");
    String metadata = "{ \"b\" : 1.50, \"a\": [\"é\\u00e9\", {}] }";
    ask()
        .update(
            ana,
            "rec_a",
            event(1),
            UpdateKind.UPDATE_KIND_CREATED,
            request -> {
              request.setEndUserId(ana.endUser());
              request.getDetailsBuilder().setTitle("T").setDurationMs(5).setMetadataJson(metadata);
            });
    Recording pending =
        Recording.newBuilder()
            .setRecordingId("rec_a")
            .setEndUserId("eu_ana")
            .setTitle("T")
            .setDurationMs(5)
            .setMetadataJson(metadata)
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING)
            .setCreatedAt(at(1))
            .setUpdatedAt(at(1))
            .build();
    assertEquals(pending, ask().recording(ana.caller(), "rec_a"));
    started(ana, "rec_a", "txn_a3", 2);
    Recording processing =
        pending.toBuilder()
            .setTranscriptionId("txn_a3")
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING)
            .setUpdatedAt(at(2))
            .build();
    assertEquals(processing, ask().recording(ana.caller(), "rec_a"));
    send(ana, "rec_a", 3, "walnut");
    Recording completed = ask().recording(ana.projectCaller(), "rec_a");
    assertTrue(completed.hasIndexedAt());
    assertEquals(
        processing.toBuilder()
            .setTitle("About rec_a")
            .setSearchableTranscriptionId("txn_a3")
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
            .setIndexedAt(completed.getIndexedAt())
            .setUpdatedAt(completed.getIndexedAt())
            .build(),
        completed);
    started(ana, "rec_a", "txn_b", 4);
    Recording again = ask().recording(ana.caller(), "rec_a");
    assertEquals(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING, again.getStatus());
    assertEquals("txn_b", again.getTranscriptionId());
    assertEquals("txn_a3", again.getSearchableTranscriptionId());
  }

  private void started(Owner owner, String recording, String transcription, long second) {
    ask()
        .update(
            owner,
            recording,
            event(second),
            UpdateKind.UPDATE_KIND_TRANSCRIPTION_STARTED,
            request ->
                request
                    .getTranscriptionBuilder()
                    .setTranscriptionId(transcription)
                    .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING));
  }

  @Test
  default void whatIsNotThereAndWhatIsAnothersAreNotFoundAlike() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_a", event(1), 1);
    ask().rename(ana, "rec_ownerless", event(1), "Whose?");
    ask().create(ana, "rec_gone", event(1), 1);
    ask().delete(ana, "rec_gone", event(2));
    List<Runnable> reads = new ArrayList<>();
    for (String id : List.of("rec_unknown", "rec_ownerless", "rec_gone")) {
      reads.add(() -> ask().recording(ana.projectCaller(), id));
    }
    for (Owner other :
        List.of(
            ana.beside("eu_ben"),
            new Owner(ana.project() + "x", ana.mode(), ana.endUser()),
            new Owner(ana.project(), Mode.MODE_TEST, ana.endUser()))) {
      reads.add(() -> ask().recording(other.caller(), "rec_a"));
      assertEquals(List.of(), ask().recordings(other, "rec_a"));
      assertEquals(List.of(), ask().listedIds(other.caller()));
      assertEquals(EndUser.getDefaultInstance(), ask().endUser(other.caller(), "eu_ana"));
    }
    for (Runnable read : reads) {
      Status status = refusal(read);
      assertEquals("NOT_FOUND not found", status.getCode() + " " + status.getDescription());
    }
    assertInvalid("recording_id", () -> ask().recording(ana.caller(), "nonsense"));
  }

  @Test
  default void manyAreLookedUpInTheOrderInWhichTheyAreAskedForEachOnce() {
    Owner ana = Owner.fresh("eu_ana");
    Owner ben = ana.beside("eu_ben");
    ask().create(ana, "rec_b", event(1), 200);
    ask().create(ana, "rec_a", event(2), 300);
    ask().create(ben, "rec_o", event(3), 400);
    ask().delete(ana, "rec_gone", event(4));
    assertEquals(
        List.of("rec_b", "rec_a"),
        ask().recordings(ana, "rec_b", "rec_gone", "rec_a", "rec_o", "rec_none", "rec_b"));
    assertEquals(List.of("rec_o"), ask().recordings(ben, "rec_b", "rec_o"));
    ask().erase(ben, event(5));
    assertEquals(List.of(), ask().recordings(ben, "rec_o"));
    assertInvalid("recording_ids", () -> ask().recordings(ana));
    assertInvalid(
        "recording_ids", () -> ask().recordings(ana, Asks.ids(501).toArray(String[]::new)));
    assertInvalid("recording_ids\\[0\\]", () -> ask().recordings(ana, "nonsense"));
    assertInvalid("end_user_id", () -> ask().recordings(ana.beside(""), "rec_a"));
  }

  @Test
  default void listsNewestFirstAndThoseWithoutATimeLast() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_b", event(1), 200);
    ask().create(ana, "rec_c", event(2), 300);
    ask().create(ana, "rec_a", event(3), 200);
    send(ana, "rec_none", 4, "words");
    List<String> expected = List.of("rec_c", "rec_a", "rec_b", "rec_none");
    assertEquals(expected, ask().listedIds(ana.caller()));
    for (int limit = 1; limit <= 4; limit++) {
      List<String> ids = new ArrayList<>();
      String cursor = "";
      do {
        ListRecordingsResponse page = ask().list(ana.caller(), limit, cursor);
        assertTrue(page.getRecordingsCount() <= limit);
        ids.addAll(ids(page));
        cursor = page.getNextCursor();
      } while (!cursor.isEmpty());
      assertEquals(expected, ids);
    }
  }

  private static List<String> ids(ListRecordingsResponse page) {
    return page.getRecordingsList().stream().map(Recording::getRecordingId).toList();
  }

  private ListRecordingsResponse list(Owner owner, Consumer<ListRecordingsRequest.Builder> change) {
    ListRecordingsRequest.Builder request =
        ListRecordingsRequest.newBuilder().setCaller(owner.projectCaller()).setLimit(50);
    change.accept(request);
    return stubs().search().listRecordings(request.build());
  }

  @Test
  default void listsWhatIsAskedForAlone() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_pending", event(1), 10);
    ask().create(ana.beside("eu_ben"), "rec_ben", event(2), 20);
    send(ana, "rec_done", 3, "words");
    assertEquals(List.of("rec_ben", "rec_pending", "rec_done"), ids(list(ana, request -> {})));
    assertEquals(List.of("rec_ben"), ids(list(ana, request -> request.setEndUserId("eu_ben"))));
    assertEquals(List.of("rec_ben"), ask().listedIds(ana.beside("eu_ben").caller()));
    assertEquals(
        List.of("rec_done"),
        ids(
            list(
                ana,
                request -> request.setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED))));
    assertEquals(
        List.of("rec_ben"), ids(list(ana, request -> request.setRecordedAfter(second(20)))));
    assertEquals(
        List.of("rec_pending"), ids(list(ana, request -> request.setRecordedBefore(second(20)))));
    assertEquals(List.of(), ids(list(ana, request -> request.setRecordedAfter(second(21)))));
  }

  @Test
  default void listsByTheIdAndTheTagsOfTheClient() {
    Owner ana = Owner.fresh("eu_ana");
    tag(ana, "rec_a", 1, "call 7", List.of("sales", "may"));
    tag(ana, "rec_b", 2, "call 8", List.of("may"));
    Recording held = ask().recording(ana.caller(), "rec_a");
    assertEquals("call 7", held.getExternalId());
    assertEquals(List.of("sales", "may"), held.getTagsList());
    assertEquals("https://audio.example/7", held.getAudioUrl());
    assertEquals(List.of("rec_a"), ids(list(ana, request -> request.setExternalId("call 7"))));
    assertEquals(List.of(), ids(list(ana, request -> request.setExternalId("call"))));
    assertEquals(List.of("rec_a", "rec_b"), ids(list(ana, request -> request.setTag("may"))));
    assertEquals(List.of("rec_a"), ids(list(ana, request -> request.setTag("sales"))));
    String next = list(ana, request -> request.setTag("may").setLimit(1)).getNextCursor();
    assertInvalid("cursor", () -> list(ana, request -> request.setTag("sales").setCursor(next)));
    tag(ana, "rec_a", 3, "call 7", List.of());
    assertEquals(List.of(), ask().recording(ana.caller(), "rec_a").getTagsList());
    assertEquals(List.of("rec_b"), ids(list(ana, request -> request.setTag("may"))));
    assertInvalid("details", () -> tag(ana, "rec_a", 4, "", List.of()));
    assertInvalid("details", () -> tag(ana, "rec_a", 4, "x".repeat(256), List.of()));
    assertInvalid("details", () -> tag(ana, "rec_a", 4, "x", Asks.ids(21)));
  }

  private void tag(Owner owner, String recording, long second, String id, List<String> tags) {
    ask()
        .update(
            owner,
            recording,
            event(second),
            UpdateKind.UPDATE_KIND_CREATED,
            request -> {
              request.setEndUserId(owner.endUser());
              request
                  .getDetailsBuilder()
                  .setExternalId(id)
                  .setAudioUrl("https://audio.example/7")
                  .getTagsBuilder()
                  .addAllTags(tags);
            });
  }

  @Test
  default void listsTheLatestTranscriptionOfEachRecordingNewestFirst() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_none", event(1), 1);
    send(ana, "rec_a", 2, "words");
    send(ana, "rec_b", 3, "words");
    started(ana, "rec_a", "txn_later", 4);
    assertEquals(List.of("txn_later", "txn_b3"), transcriptions(ana, request -> {}));
    assertEquals(
        List.of("txn_b3"),
        transcriptions(
            ana, request -> request.setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)));
    assertEquals(
        List.of("txn_b3"), transcriptions(ana, request -> request.setRecordingId("rec_b")));
    assertEquals(List.of(), transcriptions(ana.beside("eu_ben"), request -> {}));
    ListTranscriptionsResponse first = page(ana, request -> request.setLimit(1));
    assertEquals(
        List.of("txn_b3"),
        transcriptions(ana, request -> request.setCursor(first.getNextCursor())));
    assertInvalid(
        "cursor",
        () ->
            page(ana, request -> request.setCursor(first.getNextCursor()).setRecordingId("rec_b")));
    assertInvalid("cursor", () -> list(ana, request -> request.setCursor(first.getNextCursor())));
    assertInvalid("limit", () -> page(ana, request -> request.setLimit(0)));
    assertInvalid("recording_id", () -> page(ana, request -> request.setRecordingId("nonsense")));
  }

  private List<String> transcriptions(
      Owner owner, Consumer<ListTranscriptionsRequest.Builder> change) {
    return page(owner, change).getTranscriptionsList().stream()
        .map(Transcription::getTranscriptionId)
        .toList();
  }

  private ListTranscriptionsResponse page(
      Owner owner, Consumer<ListTranscriptionsRequest.Builder> change) {
    ListTranscriptionsRequest.Builder request =
        ListTranscriptionsRequest.newBuilder().setCaller(owner.caller()).setLimit(50);
    change.accept(request);
    return stubs().search().listTranscriptions(request.build());
  }

  private static Timestamp second(long second) {
    return Timestamp.newBuilder().setSeconds(second).build();
  }

  @Test
  default void aListIsReadFromAnyPlace() {
    Owner ana = Owner.fresh("eu_ana");
    List<String> newest = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ask().create(ana, "rec_" + i, event(i), i);
      newest.addFirst("rec_" + i);
    }
    for (int from = 0; from <= 7; from++) {
      int offset = from;
      ListRecordingsResponse page = list(ana, request -> request.setOffset(offset).setLimit(3));
      assertEquals(newest.subList(offset, Math.min(7, offset + 3)), ids(page));
      assertEquals(offset + 3 < 7, !page.getNextCursor().isEmpty());
    }
    assertEquals(List.of(), ids(list(ana, request -> request.setOffset(10_000))));
    String next = list(ana, request -> request.setOffset(2).setLimit(2)).getNextCursor();
    assertEquals(
        newest.subList(4, 6), ids(list(ana, request -> request.setCursor(next).setLimit(2))));
    ask().delete(ana, "rec_6", event(99));
    assertEquals(newest.subList(3, 5), ids(list(ana, request -> request.setOffset(2).setLimit(2))));
    assertInvalid("offset", () -> list(ana, request -> request.setOffset(-1)));
    assertInvalid("offset", () -> list(ana, request -> request.setOffset(10_001)));
    assertInvalid("offset", () -> list(ana, request -> request.setOffset(1).setCursor(next)));
  }

  @Test
  default void aCursorGoesWithItsListOnly() {
    Owner ana = Owner.fresh("eu_ana");
    ask().create(ana, "rec_1", event(1), 1);
    ask().create(ana, "rec_2", event(2), 2);
    String cursor = ask().list(ana.caller(), 1, "").getNextCursor();
    assertEquals(List.of("rec_1"), ids(ask().list(ana.caller(), 5, cursor)));
    assertInvalid("cursor", () -> ask().list(ana.projectCaller(), 1, cursor));
    assertInvalid("cursor", () -> ask().list(ana.caller(), 1, cursor + "A"));
    assertInvalid("cursor", () -> ask().list(Owner.fresh("eu_ana").caller(), 1, cursor));
    String first =
        list(ana, request -> request.setLimit(1).setRecordedAfter(second(1))).getNextCursor();
    assertEquals(
        List.of("rec_1"),
        ids(list(ana, request -> request.setCursor(first).setRecordedAfter(second(1)))));
    assertInvalid(
        "cursor", () -> list(ana, request -> request.setCursor(first).setRecordedAfter(second(0))));
    assertInvalid("limit", () -> ask().list(ana.caller(), 0, ""));
    assertInvalid("limit", () -> ask().list(ana.caller(), 101, ""));
    assertInvalid("end_user_id", () -> list(ana, request -> request.setEndUserId("nobody")));
  }

  @Test
  default void tellsWhatThereIsOfAnEndUser() {
    Owner ana = Owner.fresh("eu_ana");
    send(ana, "rec_a", 7, "words");
    ask().create(ana, "rec_b", event(5), 1);
    EndUser known =
        EndUser.newBuilder().setEndUserId("eu_ana").setRecordings(2).setCreatedAt(at(5)).build();
    assertEquals(known, ask().endUser(ana.projectCaller(), "eu_ana"));
    assertEquals(known, ask().endUser(ana.caller(), "eu_ana"));
    assertEquals(EndUser.getDefaultInstance(), ask().endUser(ana.projectCaller(), "eu_ben"));
    ask().create(ana.beside("eu_ben"), "rec_c", event(6), 1);
    EndUser ben =
        EndUser.newBuilder().setEndUserId("eu_ben").setRecordings(1).setCreatedAt(at(6)).build();
    List<String> asked = List.of("eu_ben", "eu_nobody", "eu_ana", "eu_ana");
    assertEquals(List.of(ben, known), ask().endUsers(ana.projectCaller(), asked));
    assertEquals(List.of(known), ask().endUsers(ana.caller(), asked), "a key of one");
    ask().erase(ana, event(9));
    assertEquals(List.of(ben), ask().endUsers(ana.projectCaller(), asked));
  }

  @Test
  default void endUsersAreAskedForByOneToAHundredIds() {
    Owner ana = Owner.fresh("eu_ana");
    assertInvalid(
        "end_user_ids\\[1\\]", () -> ask().endUsers(ana.caller(), List.of("eu_a", "nobody")));
    assertInvalid("end_user_ids", () -> ask().endUsers(ana.caller(), List.of()));
    List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "eu_" + i).toList();
    assertEquals(List.of(), ask().endUsers(ana.projectCaller(), hundred));
    assertInvalid(
        "end_user_ids",
        () -> ask().endUsers(ana.projectCaller(), Collections.nCopies(101, "eu_a")));
  }
}
