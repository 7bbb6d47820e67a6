package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingListIT {
  private static final Recording ONE =
      Recording.newBuilder()
          .setRecordingId("rec_1")
          .setEndUserId("eu_1")
          .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING)
          .setCreatedAt(Timestamp.newBuilder().setSeconds(1))
          .build();

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_list");
  private final List<ListRecordingsRequest> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void answerOne() {
    answer(ListRecordingsResponse.newBuilder().addRecordings(ONE).build());
  }

  private void answer(ListRecordingsResponse response) {
    gateway
        .searchService()
        .listRecordings
        .answers(
            request -> {
              asked.add(request);
              return response;
            });
  }

  private RawAnswer list(String query) {
    return http.get("/v1/recordings" + query, key);
  }

  @Test
  void aPageIsAnsweredByteForByte() {
    answer(
        ListRecordingsResponse.newBuilder().addRecordings(ONE).setNextCursor("bmV4dA-_").build());
    RawAnswer answer = list("");
    assertEquals(
        """
        200 {"data":[{"id":"rec_1","end_user_id":"eu_1","external_id":null,"title":null,\
        "name":null,"status":"pending","duration_ms":null,"duration_seconds":null,\
        "recorded_at":null,"transcription_id":null,"metadata":null,"tags":[],"speakers":{},\
        "audio_url":null,"created_at":"1970-01-01T00:00:01.000Z","updated_at":null,\
        "indexed_at":null}],"has_more":true,"next_cursor":"bmV4dA-_"}\
        """,
        answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(20, asked.getLast().getLimit());
    assertEquals("", asked.getLast().getEndUserId());
    assertEquals("proj_list", asked.getLast().getCaller().getProjectId());
  }

  @Test
  void theLastPageHasNoCursor() {
    answer(ListRecordingsResponse.getDefaultInstance());
    assertEquals(
        "{\"data\":[],\"has_more\":false,\"next_cursor\":null}", list("?limit=100").body());
  }

  @Test
  void filtersGoToTheIndex() {
    String[] words = {"pending", "processing", "completed", "failed"};
    for (int i = 0; i < words.length; i++) {
      assertEquals(
          200, list("?status=" + words[i] + "&end_user_id=eu_7&limit=3&cursor=abc").status());
      assertEquals(i + 1, asked.getLast().getStatusValue());
      assertEquals("eu_7", asked.getLast().getEndUserId());
      assertEquals(3, asked.getLast().getLimit());
      assertEquals("abc", asked.getLast().getCursor());
    }
  }

  @Test
  void anOffsetTakesThePlaceOfACursor() {
    for (int offset : new int[] {0, 1, 10_000}) {
      assertEquals(200, list("?limit=7&offset=" + offset).status());
      assertEquals(offset, asked.getLast().getOffset());
      assertEquals("", asked.getLast().getCursor());
      assertEquals(7, asked.getLast().getLimit());
    }
    assertEquals(200, list("?offset=&cursor=abc").status(), "one without a value is left out");
    assertEquals("abc", asked.getLast().getCursor());
  }

  @Test
  void timesGoToTheIndex() {
    assertEquals(
        200,
        list("?recorded_after=2026-05-20T12:00%2B02:00&recorded_before=20260521T100000.5Z")
            .status());
    assertEquals(1_779_271_200L, asked.getLast().getRecordedAfter().getSeconds());
    assertEquals(
        Timestamp.newBuilder().setSeconds(1_779_357_600L).setNanos(500_000_000).build(),
        asked.getLast().getRecordedBefore());
    for (String name : List.of("recorded_after", "recorded_before")) {
      assertEquals(name, list("?" + name + "=yesterday").param());
      assertEquals(200, list("?" + name + "=").status(), "one without a value is left out");
    }
    assertFalse(asked.getLast().hasRecordedAfter());
  }

  @Test
  void aStatusThatNoRecordingHasFindsNothing() {
    RawAnswer answer = list("?status=uploaded");
    assertEquals(
        "200 {\"data\":[],\"has_more\":false,\"next_cursor\":null}",
        answer.status() + " " + answer.body());
    assertEquals("cursor", list("?cursor=bmV4dA-_&status=uploaded").param());
    assertEquals("status", list("?status=ready").param());
    assertEquals(List.of(), asked);
    assertEquals(400, list("?status=uploaded&limit=0").status());
    assertEquals(400, list("?status=uploaded&end_user_id=maya").status());
  }

  @Test
  void theIdAndTheTagsOfTheClientGoToTheIndex() {
    assertEquals(200, list("?external_id=crm-7&tag=sales").status());
    assertEquals("crm-7", asked.getLast().getExternalId());
    assertEquals("sales", asked.getLast().getTag());
  }

  @Test
  void theScopesOfTranscriptionsAreThoseOfRecordings() {
    String only = "--scopes";
    assertEquals(200, http.get("/v1/recordings", bearer(only, "transcriptions:read")).status());
    assertEquals(403, http.get("/v1/recordings", bearer(only, "transcriptions:write")).status());
    assertEquals(
        404,
        http.send(
                "DELETE",
                "/v1/recordings/eu_1",
                null,
                bearer(only, "transcriptions:write,ask:read"))
            .status());
    assertEquals(
        "recordings:read",
        gateway
            .describedKey("--project", "proj_list", only, "transcriptions:read,recordings:read")
            .path("scopes")
            .path(0)
            .asText());
  }

  private String bearer(String... options) {
    return "Authorization: Bearer " + gateway.key("--project", "proj_list", options[0], options[1]);
  }

  @Test
  void parametersThatCannotBeAreNamed() {
    String[][] wrong = {
      {"?limit=0", "limit"},
      {"?limit=101", "limit"},
      {"?limit=ten", "limit"},
      {"?status=done", "status"},
      {"?status=COMPLETED", "status"},
      {"?end_user_id=maya", "end_user_id"},
      {"?end_user_id=eu_1&end_user_id=eu_2", "end_user_id"},
      {"?cursor=%20", "cursor"},
      {"?offset=-1", "offset"},
      {"?offset=10001", "offset"},
      {"?offset=%2B1", "offset"},
      {"?offset=1.0", "offset"},
      {"?offset=9999999999", "offset"},
      {"?offset=0&cursor=abc", "offset"},
      {"?offset=1&offset=2", "offset"},
    };
    for (String[] one : wrong) {
      RawAnswer answer = list(one[0]);
      assertEquals("400 invalid_request", answer.status() + " " + answer.code(), one[0]);
      assertEquals(one[1], answer.param(), one[0]);
    }
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    gateway.searchService().listRecordings.fails(Status.INVALID_ARGUMENT);
    RawAnswer answer = list("?cursor=abc");
    assertEquals(
        "400 invalid_request cursor", answer.status() + " " + answer.code() + " " + answer.param());
  }

  @Test
  void aBoundKeyListsItsOwnAlone() {
    String bound = "X-API-Key: " + gateway.key("--project", "proj_list", "--end-user", "eu_1");
    assertEquals(200, http.get("/v1/recordings", bound).status());
    assertEquals("eu_1", asked.getLast().getCaller().getEndUserId());
    assertEquals("eu_1", asked.getLast().getEndUserId());
    RawAnswer other = http.get("/v1/recordings?end_user_id=eu_2", bound);
    assertEquals(
        "403 forbidden end_user_id", other.status() + " " + other.code() + " " + other.param());
  }

  @Test
  void anIndexThatIsDownIsUnavailable() {
    gateway.searchService().listRecordings.fails(Status.UNAVAILABLE);
    RawAnswer answer = list("");
    assertEquals("503 unavailable", answer.status() + " " + answer.code());
    assertEquals("1", answer.header("retry-after"));
  }
}
