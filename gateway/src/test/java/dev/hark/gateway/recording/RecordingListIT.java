package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.testing.FakeSearchService;
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
        .onList(
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
        200 {"data":[{"id":"rec_1","end_user_id":"eu_1","title":null,"status":"pending",\
        "duration_ms":null,"recorded_at":null,"transcription_id":null,"metadata":null,\
        "created_at":"1970-01-01T00:00:01Z","indexed_at":null}],"has_more":true,\
        "next_cursor":"bmV4dA-_"}\
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
    };
    for (String[] one : wrong) {
      RawAnswer answer = list(one[0]);
      assertEquals("400 invalid_request", answer.status() + " " + answer.code(), one[0]);
      assertEquals(one[1], answer.param(), one[0]);
    }
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    gateway.searchService().onList(FakeSearchService.failing(Status.INVALID_ARGUMENT));
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
    gateway.searchService().onList(FakeSearchService.failing(Status.UNAVAILABLE));
    RawAnswer answer = list("");
    assertEquals("503 unavailable", answer.status() + " " + answer.code());
    assertEquals("1", answer.header("retry-after"));
  }
}
