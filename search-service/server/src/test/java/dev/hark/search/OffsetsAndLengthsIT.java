package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionState;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients are told that count from the beginning, or want to know how long a recording is. */
class OffsetsAndLengthsIT {
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

  private static Owner owner(String project) {
    return new Owner(project, Mode.MODE_LIVE, "eu_ana");
  }

  private static Event event(long second) {
    return new Event("evt_" + second, second);
  }

  private static ListRecordingsResponse from(Owner owner, int offset, int limit, String cursor) {
    return service
        .search()
        .listRecordings(
            ListRecordingsRequest.newBuilder()
                .setCaller(owner.caller())
                .setLimit(limit)
                .setOffset(offset)
                .setCursor(cursor)
                .build());
  }

  private static List<String> ids(ListRecordingsResponse page) {
    return page.getRecordingsList().stream().map(Recording::getRecordingId).toList();
  }

  @Test
  void aListCanBeReadFromAnyPlace() {
    Owner owner = owner("proj_offset");
    ask.create(new Owner("proj_offset", Mode.MODE_LIVE, "eu_other"), "rec_x", event(1), 500);
    List<String> newest = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ask.create(owner, "rec_" + i, event(i), i);
      newest.addFirst("rec_" + i);
    }
    for (int offset = 0; offset <= 7; offset++) {
      ListRecordingsResponse page = from(owner, offset, 3, "");
      assertEquals(newest.subList(offset, Math.min(7, offset + 3)), ids(page));
      assertEquals(offset + 3 < 7, !page.getNextCursor().isEmpty());
    }
    assertEquals(List.of(), ids(from(owner, 10_000, 100, "")));
    ListRecordingsResponse second = from(owner, 2, 2, "");
    assertEquals(newest.subList(4, 6), ids(from(owner, 0, 2, second.getNextCursor())));
    ask.delete(owner, "rec_6", event(99));
    assertEquals(newest.subList(3, 5), ids(from(owner, 2, 2, "")));
    for (int wrong : new int[] {-1, 10_001}) {
      assertRefused(owner, wrong, "");
    }
    assertRefused(owner, 1, second.getNextCursor());
  }

  private static void assertRefused(Owner owner, int offset, String cursor) {
    StatusRuntimeException refusal =
        assertThrows(StatusRuntimeException.class, () -> from(owner, offset, 2, cursor));
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
    assertTrue(String.valueOf(refusal.getStatus().getDescription()).startsWith("offset: "));
  }

  @Test
  void aListCanBeOfATime() {
    Owner owner = owner("proj_recorded");
    ask.create(owner, "rec_early", event(1), 10);
    ask.create(owner, "rec_late", event(2), 20);
    new Transcript(owner, "rec_undated", "txn_undated", event(3), List.of("words")).sendTo(service);
    assertEquals(List.of("rec_late"), ids(list(recorded(owner).setRecordedAfter(second(20)))));
    assertEquals(List.of("rec_early"), ids(list(recorded(owner).setRecordedBefore(second(20)))));
    assertEquals(List.of(), ids(list(recorded(owner).setRecordedAfter(second(21)))));
    assertEquals(
        List.of("rec_late", "rec_early"),
        ids(list(recorded(owner).setRecordedAfter(second(10)).setRecordedBefore(second(21)))));
    var first = list(recorded(owner).setRecordedAfter(second(10)).setLimit(1));
    assertEquals(List.of("rec_late"), ids(first));
    var next = recorded(owner).setCursor(first.getNextCursor());
    assertEquals(List.of("rec_early"), ids(list(next.setRecordedAfter(second(10)))));
    assertThrows(StatusRuntimeException.class, () -> list(next.setRecordedAfter(second(9))));
  }

  private static ListRecordingsRequest.Builder recorded(Owner owner) {
    return ListRecordingsRequest.newBuilder().setCaller(owner.caller()).setLimit(50);
  }

  private static ListRecordingsResponse list(ListRecordingsRequest.Builder request) {
    return service.search().listRecordings(request.build());
  }

  private static Timestamp second(long second) {
    return Timestamp.newBuilder().setSeconds(second).build();
  }

  @Test
  void aRecordingLastsAsFarAsItsSegmentsUntilAnEventSaysOtherwise() {
    Owner owner = owner("proj_length");
    Transcript transcript =
        new Transcript(owner, "rec_l", "txn_l", event(1), List.of("one", "two", "three"));
    transcript.sendTo(service);
    assertEquals(30_000, ask.recording(owner.caller(), "rec_l").getDurationMs());
    assertEquals(30_000, transcription(owner, "txn_l").getDurationMs());
    new Transcript(owner, "rec_l", "txn_m", event(2), List.of("one")).sendTo(service);
    assertEquals(10_000, ask.recording(owner.caller(), "rec_l").getDurationMs());
    ask.update(
        owner,
        "rec_l",
        event(3),
        UpdateKind.UPDATE_KIND_UPDATED,
        request -> request.getDetailsBuilder().setDurationMs(12_345));
    assertEquals(12_345, ask.recording(owner.caller(), "rec_l").getDurationMs());
    assertEquals(12_345, transcription(owner, "txn_m").getDurationMs());
    new Transcript(owner, "rec_l", "txn_n", event(4), List.of("one", "two")).sendTo(service);
    assertEquals(12_345, ask.recording(owner.caller(), "rec_l").getDurationMs(), "it was said");
    new Transcript(owner, "rec_e", "txn_e", event(1), List.of()).sendTo(service);
    assertEquals(false, ask.recording(owner.caller(), "rec_e").hasDurationMs());
  }

  @Test
  void theLastEventSaysWhenSomethingChanged() {
    Owner owner = owner("proj_updated");
    ask.create(owner, "rec_u", event(100), 1);
    assertEquals(
        event(100).stamp().getCreatedAt(), ask.recording(owner.caller(), "rec_u").getUpdatedAt());
    ask.update(
        owner,
        "rec_u",
        event(300),
        UpdateKind.UPDATE_KIND_UPDATED,
        request -> request.getDetailsBuilder().setTitle("Other"));
    ask.update(
        owner,
        "rec_u",
        event(200),
        UpdateKind.UPDATE_KIND_TRANSCRIPTION_FAILED,
        request ->
            request.setTranscription(
                TranscriptionState.newBuilder()
                    .setTranscriptionId("txn_u")
                    .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED)
                    .setErrorCode("no_audio")
                    .setErrorMessage("Nothing is heard")));
    Recording failed = ask.recording(owner.caller(), "rec_u");
    assertEquals(event(300).stamp().getCreatedAt(), failed.getUpdatedAt());
    Transcription transcription = transcription(owner, "txn_u");
    assertEquals(event(200).stamp().getCreatedAt(), transcription.getUpdatedAt());
    assertEquals("no_audio", transcription.getErrorCode());
    assertEquals("Nothing is heard", transcription.getErrorMessage());
    new Transcript(owner, "rec_u", "txn_v", event(400), List.of("words")).sendTo(service);
    Recording indexed = ask.recording(owner.caller(), "rec_u");
    assertEquals(indexed.getIndexedAt(), indexed.getUpdatedAt(), "later than its event");
    assertEquals(event(400).stamp().getCreatedAt(), transcription(owner, "txn_v").getUpdatedAt());
    assertEquals("", transcription(owner, "txn_v").getErrorCode());
  }

  private static Transcription transcription(Owner owner, String id) {
    return ask.transcript(owner.caller(), id).getFirst().getTranscription();
  }
}
