package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.testing.PublishedEvents;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.UpdateRecordingResponse;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.stack.SharedStack;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings that are changed by the API: out as events first, then shown at once. */
class UpdateRecordingIT {
  private static final String TOPIC = "updates_" + UUID.randomUUID();
  private static final String JSON = "Content-Type: application/json";

  private static final class Holder {
    static final PublishedEvents EVENTS = events();
    static final RunningGateway GATEWAY =
        RunningGateway.shared().beside(Map.of("hark.events.topic", TOPIC));

    private static PublishedEvents events() {
      SharedStack.get().kafka().create(TOPIC, 1);
      return new PublishedEvents(SharedStack.get().kafkaBootstrap(), TOPIC);
    }
  }

  private final RunningGateway gateway = Holder.GATEWAY;
  private final RawHttp http = gateway.http();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String key = bearer();
  private final String recording = recorded(Instant.parse("2026-05-16T09:12:00Z"));

  private String bearer(String... options) {
    List<String> all = new ArrayList<>(List.of("--project", project));
    all.addAll(List.of(options));
    return "Authorization: Bearer " + gateway.key(all.toArray(String[]::new));
  }

  /** A recording of eu_1 that an event of this time told of. */
  private String recorded(Instant at) {
    String id = "rec_" + UUID.randomUUID().toString().replace("-", "");
    gateway
        .indexService()
        .update(
            UpdateRecordingRequest.newBuilder()
                .setCaller(Caller.newBuilder().setProjectId(project).setMode(Mode.MODE_LIVE))
                .setStamp(EventStamp.newBuilder().setEventId("evt_1").setCreatedAt(RpcTime.of(at)))
                .setRecordingId(id)
                .setEndUserId("eu_1")
                .setDetails(RecordingDetails.newBuilder().setTitle("Before"))
                .setKind(UpdateKind.UPDATE_KIND_CREATED)
                .build());
    return id;
  }

  @BeforeEach
  @AfterEach
  void answerByItself() {
    gateway.searchService().getRecording.answersByItself();
    gateway.indexService().updateRecording.answersByItself();
  }

  private RawAnswer patch(String id, String body, String key) {
    return http.send(
        "PATCH", "/v1/recordings/" + id, body.getBytes(StandardCharsets.UTF_8), JSON, key);
  }

  private static JsonNode event(String id) {
    String event = Holder.EVENTS.withKey(id);
    try {
      return Json.mapper().readTree(event.substring(event.indexOf(' ') + 1));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(event, e);
    }
  }

  @Test
  void aChangeIsShownAtOnceAndOutAsAnEventOfTheSameTime() {
    RawAnswer answer =
        patch(
            recording,
            """
            {"title":" After ","recorded_at":"2026-05-16T11:12:00.5+02:00","metadata":{"a": 1.50},
             "tags":["x","y","x"],"audio_url":"https://audio.example/7.mp3",
             "speakers":{"S_2":"Ben","S_1":" Ana "}}\
            """,
            key);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(answer.body(), http.get("/v1/recordings/" + recording, key).body());
    JsonNode shown = answer.json();
    assertEquals("After", shown.path("title").asText());
    assertEquals("2026-05-16T09:12:00.500Z", shown.path("recorded_at").asText());
    assertTrue(answer.body().contains("\"metadata\":{\"a\": 1.50}"), answer::body);
    assertEquals("[\"x\",\"y\"]", shown.path("tags").toString());
    assertEquals("https://audio.example/7.mp3", shown.path("audio_url").asText());
    assertEquals("{\"S_1\":\"Ana\",\"S_2\":\"Ben\"}", shown.path("speakers").toString());
    JsonNode event = event(recording);
    assertEquals("recording.updated", event.path("type").asText());
    assertEquals(
        project + " live", event.path("project_id").asText() + " " + event.path("mode").asText());
    assertEquals(shown.path("updated_at"), event.path("created_at"));
    assertEquals(
        """
        {"recording_id":"%s","title":"After","recorded_at":"2026-05-16T09:12:00.500Z",\
        "metadata":{"a":1.5},"tags":["x","y"],"audio_url":"https://audio.example/7.mp3",\
        "speakers":{"S_2":"Ben","S_1":"Ana"}}\
        """
            .formatted(recording),
        event.path("data").toString());
  }

  @Test
  void theEventIsSafeBeforeTheIndexHearsAndBothAreOne() {
    List<UpdateRecordingRequest> heard = new ArrayList<>();
    List<JsonNode> out = new ArrayList<>();
    gateway
        .indexService()
        .updateRecording
        .answers(
            request -> {
              heard.add(request);
              out.add(event(request.getRecordingId()));
              return UpdateRecordingResponse.newBuilder()
                  .setResult(WriteResult.WRITE_RESULT_APPLIED)
                  .build();
            });
    assertEquals(
        200, patch(recording, "{\"speakers\":{\"S_1\":\" Ana \",\"S_2\":null}}", key).status());
    assertEquals(1, heard.size());
    UpdateRecordingRequest request = heard.getFirst();
    JsonNode event = out.getFirst();
    assertEquals(event.path("id").asText(), request.getStamp().getEventId());
    assertEquals(
        event.path("created_at").asText(),
        dev.hark.runtime.time.WireTime.format(RpcTime.of(request.getStamp().getCreatedAt())));
    assertEquals(UpdateKind.UPDATE_KIND_UPDATED, request.getKind());
    assertEquals("", request.getEndUserId(), "as the event says none");
    assertEquals(Map.of("S_1", "Ana", "S_2", ""), request.getDetails().getSpeakersMap());
    assertEquals("{\"S_1\":\"Ana\",\"S_2\":null}", event.path("data").path("speakers").toString());
  }

  @Test
  void aChangeIsLaterThanAllThatTheRecordingHas() {
    String ahead = recorded(Instant.parse("2126-05-16T09:12:00.999Z"));
    RawAnswer answer = patch(ahead, "{\"title\":\"After\"}", key);
    assertEquals(
        "After 2126-05-16T09:12:01.000Z",
        answer.json().path("title").asText() + " " + answer.json().path("updated_at").asText());
  }

  @Test
  void aNameIsTakenBackAndOthersStay() {
    assertEquals(
        200, patch(recording, "{\"speakers\":{\"S_1\":\"Ana\",\"S_2\":\"Ben\"}}", key).status());
    RawAnswer answer = patch(recording, "{\"speakers\":{\"S_1\":null}}", key);
    assertEquals("{\"S_2\":\"Ben\"}", answer.json().path("speakers").toString());
    assertEquals("Before", answer.json().path("title").asText());
  }

  @Test
  void anEmptyChangeAnswersTheRecordingAndChangesNothing() {
    String before = http.get("/v1/recordings/" + recording, key).body();
    for (String body : List.of("{}", "{\"title\":null,\"speakers\":{},\"unknown\":1}")) {
      RawAnswer answer = patch(recording, body, key);
      assertEquals("200 " + before, answer.status() + " " + answer.body());
    }
  }

  @Test
  void anIndexThatIsDownIs503AndTheEventLandsAllTheSame() {
    gateway.indexService().updateRecording.fails(Status.UNAVAILABLE);
    RawAnswer answer = patch(recording, "{\"title\":\"After\"}", key);
    assertEquals("503 unavailable", answer.status() + " " + answer.code());
    assertEquals("After", event(recording).path("data").path("title").asText());
  }

  @Test
  void whatIsUnknownDeletedOrAnothersIsNotFoundAndSaysNothing() {
    String body = "{\"title\":\"After\"}";
    String unknown = told(patch("rec_unknown", body, key));
    assertTrue(unknown.startsWith("404 not_found"), unknown);
    assertEquals(unknown, told(patch("rec_-", body, key)));
    assertEquals(unknown, told(patch("txn_1", body, key)));
    assertEquals(unknown, told(patch(recording, body, bearer("--end-user", "eu_2"))));
    assertEquals(unknown, told(patch(recording, body, bearer("--mode", "test"))));
    assertEquals(200, patch(recording, body, bearer("--end-user", "eu_1")).status());
    // By an event, while it was changed here.
    gateway
        .indexService()
        .updateRecording
        .answers(
            request ->
                UpdateRecordingResponse.newBuilder()
                    .setResult(WriteResult.WRITE_RESULT_DELETED)
                    .build());
    assertEquals(unknown, told(patch(recording, body, key)));
  }

  private static String told(RawAnswer answer) {
    return answer.status() + " " + answer.code() + " " + answer.message() + " " + answer.param();
  }

  @Test
  void whatCannotBeIsRefusedByItsNameBeforeAnythingIsLookedUp() {
    RawAnswer wrong = patch("rec_unknown", "{\"speakers\":{\"S_1\":7}}", key);
    assertEquals("400 speakers.S_1", wrong.status() + " " + wrong.param());
    assertEquals(400, patch(recording, "", key).status());
    assertEquals(400, patch(recording, "[]", key).status());
  }
}
