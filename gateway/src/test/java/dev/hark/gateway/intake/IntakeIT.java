package dev.hark.gateway.intake;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.testing.PublishedEvents;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.UpdateRecordingResponse;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.stack.SharedStack;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Transcripts that come in by the API: on the wire, in look-ups at once, and as events. */
class IntakeIT {
  private static final String PATH = "/v1/transcriptions";
  private static final String TOPIC = "intake_" + UUID.randomUUID();
  private static final String VTT =
      """
      WEBVTT

      00:00.000 --> 00:02.500
      <v Ana>The oak is yours.

      00:02.500 --> 00:04.000
      <v Ben>Thank you.
      """;

  private static final class Holder {
    static final PublishedEvents EVENTS = events();
    static final RunningGateway GATEWAY = RunningGateway.start(Map.of("hark.events.topic", TOPIC));

    private static PublishedEvents events() {
      SharedStack.get().kafka().create(TOPIC, 1);
      return new PublishedEvents(SharedStack.get().kafkaBootstrap(), TOPIC);
    }
  }

  private final RunningGateway gateway = Holder.GATEWAY;
  private final RawHttp http = gateway.http();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String key = "Authorization: Bearer " + gateway.key("--project", project);

  private static ObjectNode body(String content) {
    return Json.mapper().createObjectNode().put("end_user_id", "eu_1").put("content", content);
  }

  private RawAnswer send(ObjectNode body, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add(key);
    return http.post(PATH, Json.bytes(body), headers.toArray(String[]::new));
  }

  private static JsonNode event(JsonNode answer) {
    String event = Holder.EVENTS.withKey(answer.path("recording_id").asText());
    try {
      return Json.mapper().readTree(event.substring(event.indexOf(' ') + 1));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(event, e);
    }
  }

  @Test
  void aFileIsTakenKnownAtOnceAndOutAsAnEvent() {
    ObjectNode sent =
        body(VTT)
            .put("external_id", "call 7")
            .put("title", " Planting ")
            .put("recorded_at", "2026-05-16T11:12:00+02:00")
            .put("audio_url", "https://audio.example/7.mp3")
            .put("language", "en");
    sent.putObject("metadata").put("b", 1);
    sent.putArray("tags").add("garden").add("may").add("garden");
    RawAnswer answer = send(sent);
    assertEquals(202, answer.status(), answer::toString);
    JsonNode taken = answer.json();
    String recording = taken.path("recording_id").asText();
    String transcription = taken.path("transcription_id").asText();
    assertEquals("/v1/transcriptions/" + transcription, answer.header("location"));
    assertEquals(
        "{\"recording_id\":\"%s\",\"transcription_id\":\"%s\",\"status\":\"processing\",\"warnings\":[]}"
            .formatted(recording, transcription),
        answer.body());

    JsonNode shown = http.get("/v1/recordings/" + recording, key).json();
    assertEquals("processing", shown.path("status").asText(), shown::toString);
    assertEquals("call 7", shown.path("external_id").asText());
    assertEquals("Planting", shown.path("title").asText());
    assertEquals("2026-05-16T09:12:00.000Z", shown.path("recorded_at").asText());
    assertEquals("[\"garden\",\"may\"]", shown.path("tags").toString());
    assertEquals("https://audio.example/7.mp3", shown.path("audio_url").asText());
    assertEquals("{\"b\":1}", shown.path("metadata").toString());
    assertEquals(transcription, shown.path("transcription_id").asText());
    JsonNode awaited = http.get("/v1/transcriptions/" + transcription, key).json();
    assertEquals("processing", awaited.path("status").asText(), awaited::toString);
    assertEquals(
        transcription,
        http.get(PATH + "?recording_id=" + recording, key)
            .json()
            .path("data")
            .path(0)
            .path("id")
            .asText());

    JsonNode event = event(taken);
    assertEquals("transcription.completed", event.path("type").asText());
    assertEquals(project, event.path("project_id").asText());
    assertEquals(
        """
        {"recording_id":"%s","transcription_id":"%s","end_user_id":"eu_1","external_id":"call 7",\
        "title":"Planting","recorded_at":"2026-05-16T09:12:00.000Z",\
        "audio_url":"https://audio.example/7.mp3","language":"en","provider":"vtt",\
        "metadata":{"b":1},"tags":["garden","may"],"segments":[\
        {"start_ms":0,"end_ms":2500,"speaker":"Ana","text":"The oak is yours."},\
        {"start_ms":2500,"end_ms":4000,"speaker":"Ben","text":"Thank you."}]}\
        """
            .formatted(recording, transcription),
        event.path("data").toString());
  }

  @Test
  void theSameIdWithTheSameContentDoesNothingAndWithAnotherReplaces() {
    JsonNode first = send(body(VTT).put("external_id", "again")).json();
    RawAnswer again = send(body(VTT).put("external_id", "again").put("title", "Other"));
    assertEquals(200, again.status(), again::toString);
    assertEquals(first.path("recording_id"), again.json().path("recording_id"));
    assertEquals(first.path("transcription_id"), again.json().path("transcription_id"));
    event(first);
    RawAnswer other = send(body("Ana: something else").put("external_id", "again"));
    assertEquals(202, other.status(), other::toString);
    assertEquals(first.path("recording_id"), other.json().path("recording_id"));
    assertTrue(!first.path("transcription_id").equals(other.json().path("transcription_id")));
    JsonNode ofBen = send(body(VTT).put("external_id", "again").put("end_user_id", "eu_2")).json();
    assertTrue(
        !first.path("recording_id").equals(ofBen.path("recording_id")), "ids are an owner's");
  }

  @Test
  void fiftyAtOnceMakeOneRecording() throws Exception {
    List<Future<RawAnswer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> send(body(VTT).put("external_id", "race"))));
      }
    }
    Set<String> recordings =
        answers.stream()
            .map(Future::resultNow)
            .peek(
                answer ->
                    assertTrue(answer.status() == 202 || answer.status() == 200, answer::toString))
            .map(
                answer ->
                    answer.json().path("recording_id").asText()
                        + answer.json().path("transcription_id").asText())
            .collect(toSet());
    assertEquals(1, recordings.size(), recordings::toString);
  }

  @Test
  void aFormIsTakenAsWell() {
    String form =
        part("end_user_id", "eu_1")
            + part("title", "From a form")
            + part("tags", "one")
            + part("tags", "two")
            + part("duration_ms", "5000")
            + part("metadata", "{\"a\": [1.0]}")
            + "--b7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.vtt\"\r\n"
            + "Content-Type: text/vtt\r\n\r\n"
            + VTT
            + "\r\n--b7--\r\n";
    RawAnswer answer = http.post(PATH, form, key, "Content-Type: multipart/form-data; boundary=b7");
    assertEquals(202, answer.status(), answer::toString);
    JsonNode data = event(answer.json()).path("data");
    assertEquals("From a form", data.path("title").asText());
    assertEquals("[\"one\",\"two\"]", data.path("tags").toString());
    assertEquals(5000, data.path("duration_ms").asLong());
    assertEquals("{\"a\":[1.0]}", data.path("metadata").toString());
    assertEquals(2, data.path("segments").size());
    for (String broken : List.of("", "--b7", form.replace("--b7", "--c8"), form.replace("{", ""))) {
      RawAnswer refused =
          http.post(PATH, broken, key, "Content-Type: multipart/form-data; boundary=b7");
      assertEquals(400, refused.status(), refused::toString);
    }
  }

  private static String part(String name, String value) {
    return "--b7\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsPlace() {
    RawAnswer broken = send(body("WEBVTT\n\n00:00.000 --> soon\nHello secret\n"));
    assertEquals("400 content", broken.status() + " " + broken.param(), broken::toString);
    assertTrue(broken.message().contains("line 3"), broken::message);
    assertTrue(!broken.raw().contains("secret"), broken::raw);
    RawAnswer unknown = send(body("{\"weather\": \"fine\"}"));
    assertEquals("400 content", unknown.status() + " " + unknown.param(), unknown::toString);
    assertTrue(unknown.message().contains("weather"), unknown::message);
    assertTrue(unknown.message().contains("vtt, srt, whisper"), unknown::message);
    assertEquals("format", send(body(VTT).put("format", "docx")).param());
    assertEquals("content", send(body(VTT).put("format", "whisper")).param());
    assertEquals("content", send(body("")).param());
    assertEquals("end_user_id", send(body(VTT).put("end_user_id", "ana")).param());
    assertEquals("duration_ms", send(body(VTT).put("duration_ms", -1)).param());
    assertEquals("audio_url", send(body(VTT).put("audio_url", "file:///etc/passwd")).param());
    assertEquals("external_id", send(body(VTT).put("external_id", " ")).param());
    ObjectNode tagged = body(VTT);
    tagged.putArray("tags").add("x".repeat(65));
    assertEquals("tags[0]", send(tagged).param());
    ObjectNode both = body(VTT);
    both.putArray("segments");
    assertEquals("segments", send(both).param());
    RawAnswer yaml = http.post(PATH, "a: b", key, "Content-Type: text/yaml");
    assertEquals(400, yaml.status(), yaml::toString);
    RawAnswer twice = http.post(PATH, "{\"content\":\"a\",\"content\":\"b\"}", key);
    assertEquals(400, twice.status(), twice::toString);
  }

  @Test
  void segmentsAreTakenAsTheyAre() {
    ObjectNode sent = Json.mapper().createObjectNode().put("end_user_id", "eu_1");
    sent.putArray("segments")
        .addObject()
        .put("start_ms", 10)
        .put("end_ms", 20)
        .put("text", "Grüße 👋")
        .put("speaker", "Ana");
    RawAnswer answer = send(sent);
    assertEquals(202, answer.status(), answer::toString);
    assertEquals(
        "[{\"start_ms\":10,\"end_ms\":20,\"speaker\":\"Ana\",\"text\":\"Grüße 👋\"}]",
        event(answer.json()).path("data").path("segments").toString());
  }

  @Test
  void aKeyMakesTheSameIdsAgain() {
    String header = "Idempotency-Key: " + UUID.randomUUID();
    RawAnswer first = send(body(VTT), header);
    RawAnswer again = send(body(VTT), header);
    assertEquals("202 202", first.status() + " " + again.status());
    assertEquals(first.body(), again.body());
    assertEquals("true", again.header("idempotent-replayed"));
    assertEquals(422, send(body("Ana: other"), header).status());
  }

  @Test
  void somebodyElsesRecordingIsNotFound() {
    JsonNode ana = send(body(VTT)).json();
    ObjectNode theft =
        body("Ben: mine now")
            .put("end_user_id", "eu_2")
            .put("recording_id", ana.path("recording_id").asText());
    RawAnswer answer = send(theft);
    assertEquals("404 recording_id", answer.status() + " " + answer.param(), answer::toString);
    String bound =
        "Authorization: Bearer " + gateway.key("--project", project, "--end-user", "eu_2");
    RawAnswer other = http.post(PATH, Json.bytes(body(VTT)), bound);
    assertEquals("403 end_user_id", other.status() + " " + other.param(), other::toString);
  }

  /** Its deletion came as an event, of which nothing here was told. */
  @Test
  void theIdOfARecordingThatWasDeletedIsFreeForANewOne() {
    JsonNode first = send(body(VTT).put("external_id", "deleted")).json();
    String gone = first.path("recording_id").asText();
    gateway.searchService().getRecording.fails(Status.NOT_FOUND);
    gateway
        .searchService()
        .listRecordings
        .answers(request -> ListRecordingsResponse.getDefaultInstance());
    gateway.indexService().updateRecording.answers(request -> deleted(request, gone));
    try {
      RawAnswer again = send(body(VTT).put("external_id", "deleted"));
      assertEquals(202, again.status(), again::toString);
      assertNotEquals(gone, again.json().path("recording_id").asText());
      assertEquals(2, gateway.indexService().updateRecording.asked().size());
    } finally {
      gateway.searchService().getRecording.answersByItself();
      gateway.searchService().listRecordings.answersByItself();
      gateway.indexService().updateRecording.answersByItself();
    }
  }

  private static UpdateRecordingResponse deleted(UpdateRecordingRequest request, String gone) {
    boolean isGone = gone.isEmpty() || request.getRecordingId().equals(gone);
    return UpdateRecordingResponse.newBuilder()
        .setResult(isGone ? WriteResult.WRITE_RESULT_DELETED : WriteResult.WRITE_RESULT_APPLIED)
        .build();
  }

  @Test
  void whoWasErasedGetsNoRecordingHoweverOftenItIsTried() {
    gateway.indexService().updateRecording.answers(request -> deleted(request, ""));
    try {
      RawAnswer answer = send(body(VTT).put("external_id", "erased"));
      assertEquals("404 end_user_id", answer.status() + " " + answer.param(), answer::toString);
      assertEquals(2, gateway.indexService().updateRecording.asked().size());
    } finally {
      gateway.indexService().updateRecording.answersByItself();
    }
  }

  @Test
  void aLargeFileIsTakenAndATooLargeOneRefused() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 5 << 20) {
      text.append("Ana: ").append("word ".repeat(40)).append('\n');
    }
    RawAnswer large = send(body(text.toString()));
    assertEquals(202, large.status(), large::message);
    byte[] tooLarge =
        ("{\"content\":\"" + " ".repeat(34 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    RawAnswer refused = http.post(PATH, tooLarge, key);
    assertEquals("413 request_too_large", refused.status() + " " + refused.code());
    RawAnswer search = http.post("/v1/recordings/search", new byte[300 << 10], key);
    assertEquals("413 request_too_large", search.status() + " " + search.code());
  }
}
