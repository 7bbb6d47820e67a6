package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Recordings by id, as lists and by time. */
class LookUpsIT {
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

  @Test
  void listsNewestFirstAndThoseWithoutATimeLast() {
    Owner owner = owner("proj_order");
    ask.create(owner, "rec_b", event(1), 200);
    ask.create(owner, "rec_c", event(2), 300);
    ask.create(owner, "rec_a", event(3), 200);
    ask.update(
        owner,
        "rec_none",
        event(4),
        UpdateKind.UPDATE_KIND_CREATED,
        request -> request.setEndUserId(owner.endUser()));
    List<String> expected = List.of("rec_c", "rec_a", "rec_b", "rec_none");
    assertEquals(expected, ask.listedIds(owner.caller()));
    assertEquals(expected, allPages(owner, 1));
    assertEquals(expected, allPages(owner, 3));
  }

  @Test
  void ofATranscriptThatHasMoreChunksThanAskedForNothingIsRead() {
    Owner owner = owner("proj_longer");
    new Transcript(owner, "rec_l", "txn_l", event(1), Transcript.texts(3, "words %d"))
        .sendTo(service);
    for (String id : List.of("rec_l", "txn_l")) {
      List<?> whole = ask.transcript(owner.caller(), id);
      assertEquals(whole, ask.transcript(owner.caller(), id, 3));
      StatusRuntimeException longer =
          assertThrows(StatusRuntimeException.class, () -> ask.transcript(owner.caller(), id, 2));
      assertEquals(Status.Code.FAILED_PRECONDITION, longer.getStatus().getCode());
    }
  }

  private static List<String> allPages(Owner owner, int limit) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      var page = ask.list(owner.caller(), limit, cursor);
      page.getRecordingsList().forEach(recording -> ids.add(recording.getRecordingId()));
      assertTrue(page.getRecordingsCount() <= limit);
      cursor = page.getNextCursor();
    } while (!cursor.isEmpty());
    return ids;
  }

  @Test
  void aListIsWholeAndWithoutDoublesWhileOthersComeAndGo() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Owner owner = owner("proj_busy");
    TreeSet<String> stable = new TreeSet<>();
    for (int i = 0; i < 30; i++) {
      ask.create(owner, "rec_s" + i, event(i), random.nextInt(5));
      stable.add("rec_s" + i);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int extra = 0;
    do {
      var page = ask.list(owner.caller(), 4, cursor);
      page.getRecordingsList().forEach(recording -> seen.add(recording.getRecordingId()));
      cursor = page.getNextCursor();
      ask.create(owner, "rec_x" + extra, event(100 + extra), random.nextInt(5));
      if (extra > 0) {
        ask.delete(owner, "rec_x" + (extra - 1), event(200 + extra));
      }
      extra++;
    } while (!cursor.isEmpty());
    assertEquals(new HashSet<>(seen).size(), seen.size(), "-Dseed=" + seed + " " + seen);
    assertTrue(seen.containsAll(stable), () -> "-Dseed=" + seed + " " + seen);
  }

  @Test
  void aCursorGoesWithItsFiltersOnly() {
    Owner owner = owner("proj_cursor");
    ask.create(owner, "rec_1", event(1), 1);
    ask.create(owner, "rec_2", event(2), 2);
    String cursor = ask.list(owner.caller(), 1, "").getNextCursor();
    assertEquals(
        Status.Code.INVALID_ARGUMENT, code(() -> ask.list(owner.projectCaller(), 1, cursor)));
    assertEquals(
        Status.Code.INVALID_ARGUMENT, code(() -> ask.list(owner.caller(), 1, cursor + "A")));
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        code(() -> ask.list(owner("proj_cursor2").caller(), 1, cursor)));
  }

  @Test
  void listsByStatusAndEndUser() {
    Owner owner = owner("proj_filter");
    Owner other = new Owner("proj_filter", Mode.MODE_LIVE, "eu_other");
    ask.create(owner, "rec_pending", event(1), 1);
    ask.create(other, "rec_other", event(2), 2);
    new Transcript(owner, "rec_done", "txn_done", event(3), List.of("words")).sendTo(service);
    assertEquals(
        List.of("rec_done"),
        ids(
            ListRecordingsRequest.newBuilder()
                .setCaller(owner.projectCaller())
                .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)));
    assertEquals(
        List.of("rec_other"),
        ids(
            ListRecordingsRequest.newBuilder()
                .setCaller(owner.projectCaller())
                .setEndUserId("eu_other")));
    assertEquals(List.of("rec_other"), ask.listedIds(other.caller()));
  }

  private static List<String> ids(ListRecordingsRequest.Builder request) {
    return service
        .search()
        .listRecordings(request.setLimit(50).build())
        .getRecordingsList()
        .stream()
        .map(Recording::getRecordingId)
        .toList();
  }

  @Test
  void detailsComeBackAsTheyCame() {
    Owner owner = owner("proj_details");
    String metadata = "{ \"b\" : 1.50, \"a\": [\"é\\u00e9\", {}] }";
    ask.update(
        owner,
        "rec_d",
        event(7),
        UpdateKind.UPDATE_KIND_CREATED,
        request -> {
          request.setEndUserId(owner.endUser());
          request.getDetailsBuilder().setTitle("T").setDurationMs(5).setMetadataJson(metadata);
        });
    Recording recording = ask.recording(owner.caller(), "rec_d");
    assertEquals(metadata, recording.getMetadataJson());
    assertEquals(5, recording.getDurationMs());
    assertEquals(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING, recording.getStatus());
    assertEquals(event(7).stamp().getCreatedAt(), recording.getCreatedAt());
    assertEquals("", recording.getTranscriptionId());
  }

  @Test
  void searchesByTimeAndRecording() {
    Owner owner = owner("proj_time");
    for (int day = 1; day <= 4; day++) {
      new Transcript(
              owner,
              "rec_day" + day,
              "txn_day" + day,
              event(day),
              List.of("the budget, day " + day))
          .sendTo(service);
      ask.create(owner, "rec_day" + day, event(10 + day), day * 100L);
    }
    assertEquals(List.of("rec_day2", "rec_day3"), found(owner, 200, 400));
    assertEquals(List.of(), found(owner, 401, 402));
    assertEquals(
        List.of("rec_day2"),
        ids(
            ask.search(
                owner,
                "budget",
                request -> request.addRecordingIds("rec_day2").addRecordingIds("rec_unknown"))));
  }

  private static List<String> found(Owner owner, long after, long before) {
    return ids(
        ask.search(
            owner,
            "budget",
            request ->
                request
                    .setRecordedAfter(Timestamp.newBuilder().setSeconds(after))
                    .setRecordedBefore(Timestamp.newBuilder().setSeconds(before))));
  }

  private static List<String> ids(List<FoundChunk> chunks) {
    return chunks.stream().map(FoundChunk::getRecordingId).sorted().toList();
  }

  @Test
  void refusesWhatIsWronglyAskedByName() {
    Owner owner = owner("proj_wrong");
    List<Executable> calls = new ArrayList<>();
    calls.add(() -> ask.search(owner, ""));
    calls.add(() -> ask.search(owner, "x".repeat(10_001)));
    calls.add(() -> ask.search(owner, "q", request -> request.setLimit(0)));
    calls.add(() -> ask.search(owner, "q", request -> request.setLimit(101)));
    calls.add(() -> ask.search(owner, "q", request -> request.addRecordingIds("nonsense")));
    calls.add(() -> ask.search(owner, "q", request -> request.setEndUserId("eu_other")));
    calls.add(() -> ask.search(owner, "q", request -> request.clearCaller()));
    calls.add(
        () ->
            ask.search(
                owner,
                "q",
                request -> {
                  for (int i = 0; i < 501; i++) {
                    request.addRecordingIds("rec_" + i);
                  }
                }));
    calls.add(() -> ask.list(owner.caller(), 101, ""));
    calls.add(() -> ask.transcript(owner.caller(), "nonsense"));
    for (Executable call : calls) {
      StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, call);
      assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
      assertTrue(
          String.valueOf(refusal.getStatus().getDescription()).matches("(?s)[a-z_.\\[\\]0-9]+: .*"),
          refusal.getMessage());
    }
  }

  @Test
  void anythingCanBeSearchedFor() {
    Owner owner = owner("proj_any");
    new Transcript(owner, "rec_any", "txn_any", event(1), List.of("שלום עולם", "会議は金曜日です"))
        .sendTo(service);
    assertEquals("שלום עולם", ask.texts(owner, "שלום").getFirst());
    assertEquals("会議は金曜日です", ask.texts(owner, "会議").getFirst());
    List<String> nasty =
        List.of(
            "*",
            "\"",
            "\\",
            "AND OR NOT",
            "tenant:*",
            "{\"match_all\":{}}",
            "a".repeat(10_000),
            "a b ".repeat(2_500),
            "会".repeat(10_000),
            "🎙️".repeat(3_000),
            "\u202e\u0000\u0007",
            "the");
    nasty.forEach(query -> ask.search(owner, query));
  }

  private static Owner owner(String project) {
    return new Owner(project, Mode.MODE_LIVE, "eu_ana");
  }

  private static Event event(long second) {
    return new Event("evt_" + second, second);
  }

  private static Status.Code code(Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }
}
