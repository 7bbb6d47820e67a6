package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import io.grpc.Status;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time zone that a question's days are meant in, as ask-service hears it. */
class QuestionZonesIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String JSON = "Content-Type: application/json";
  private static final String QUESTION = "{\"content\":\"q\"}";

  private final RunningGateway gateway = RunningGateway.shared();
  private final FakeAskService askService = gateway.askService();
  private final RawHttp http = gateway.http();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String key = bearer(project);
  private final String session = "as_" + UUID.randomUUID().toString().replace("-", "");
  private final AtomicInteger lookUps = new AtomicInteger();
  private final String owner = endUser("Asia/Kolkata");

  private String bearer(String project, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--project";
    all[1] = project;
    System.arraycopy(options, 0, all, 2, options.length);
    return "Authorization: Bearer " + gateway.key(all);
  }

  private String endUser(String zone) {
    RawAnswer made =
        http.post("/v1/end-users", "{\"time_zone\":\"%s\"}".formatted(zone), JSON, key);
    assertEquals(201, made.status(), made::toString);
    return made.json().path("id").asText();
  }

  @BeforeEach
  void answer() {
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    askService.onSession(
        () -> {
          lookUps.incrementAndGet();
          return Session.newBuilder().setSessionId(session).setEndUserId(owner).build();
        });
  }

  @AfterEach
  void answerByItself() {
    gateway.searchService().getRecording.answersByItself();
  }

  private String zone(String path, String body, String key) {
    RawAnswer answer = http.post(path, body, JSON, key);
    assertEquals(200, answer.status(), answer::toString);
    return askService.last(AskRequest.class).getMessage().getTimeZone();
  }

  private String asked(String body, String key) {
    return zone(SESSIONS + "/" + session + "/messages", body, key);
  }

  private static String library(String endUser, String message) {
    return "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"%s\",\"initial_message\":%s}"
        .formatted(endUser, message);
  }

  @Test
  void aMessageSaysItsOwn() {
    assertEquals("Europe/Paris", asked("{\"content\":\"q\",\"time_zone\":\"Europe/Paris\"}", key));
    assertEquals("UTC", asked("{\"content\":\"q\",\"time_zone\":\"UTC\"}", key));
    assertEquals(0, lookUps.get(), "nobody is looked up for it");
  }

  @Test
  void theOwnerOfASessionIsLookedUpOnceAndTheProfileEachTime() {
    assertEquals("Asia/Kolkata", asked(QUESTION, key));
    assertEquals(
        200,
        http.send(
                "PATCH",
                "/v1/end-users/" + owner,
                "{\"time_zone\":\"Asia/Tokyo\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                JSON,
                key)
            .status());
    assertEquals("Asia/Tokyo", asked(QUESTION, key));
    assertEquals(1, lookUps.get());
  }

  @Test
  void aKeyThatIsBoundAndASessionThatWasSeenNeedNoLookUp() {
    assertEquals("Asia/Kolkata", asked(QUESTION, bearer(project, "--end-user", owner)));
    Started started =
        SampleTurn.started().getStarted().toBuilder()
            .setSessionId(session)
            .setEndUserId(owner)
            .build();
    askService.tells(
        SampleTurn.started().toBuilder().setStarted(started).build(), SampleTurn.completed());
    assertEquals("Asia/Kolkata", zone(SESSIONS, library(owner, QUESTION), key));
    assertEquals("Asia/Kolkata", asked(QUESTION, key));
    assertEquals(0, lookUps.get());
  }

  @Test
  void aSessionThatIsMadeWithoutAMessageIsSeenToo() {
    String body = "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"%s\"}".formatted(owner);
    assertEquals(201, http.post(SESSIONS, body, JSON, key).status());
    int before = lookUps.get();
    assertEquals("Asia/Kolkata", asked(QUESTION, key));
    assertEquals(before, lookUps.get());
  }

  @Test
  void aSessionAboutARecordingIsItsOwners() {
    gateway
        .searchService()
        .getRecording
        .answers(
            request ->
                GetRecordingResponse.newBuilder()
                    .setRecording(
                        Recording.newBuilder()
                            .setRecordingId(request.getRecordingId())
                            .setEndUserId(owner))
                    .build());
    String about =
        "{\"scope\":{\"type\":\"recording\",\"recording_id\":\"rec_1\"},\"initial_message\":%s}";
    assertEquals("Asia/Kolkata", zone(SESSIONS, about.formatted(QUESTION), key));
    gateway.searchService().getRecording.fails(Status.NOT_FOUND);
    assertEquals("", zone(SESSIONS, about.formatted(QUESTION), key));
  }

  @Test
  void whoHasNoProfileOrZoneIsOfNone() {
    assertEquals("", zone(SESSIONS, library("eu_nobody", QUESTION), key));
    assertEquals("", asked(QUESTION, bearer("proj_other")), "profiles are a project's own");
  }

  /** Days of another zone would be wrong, and nobody would see it. */
  @Test
  void anOwnerWhoCannotBeLookedUpIs503() {
    askService.onSession(
        () -> {
          throw Status.UNAVAILABLE.asRuntimeException();
        });
    RawAnswer down = http.post(SESSIONS + "/" + session + "/messages", QUESTION, JSON, key);
    assertEquals("503 unavailable", down.status() + " " + down.code());
  }

  @Test
  void whatAskServiceSaysOfTheZoneOfAFirstMessageNamesItsPlace() {
    askService.tells(
        SampleTurn.failed(
            dev.hark.proto.ask.v1.AskFailure.newBuilder()
                .setReason(FailureReason.FAILURE_REASON_INVALID_REQUEST)
                .setParam("time_zone")
                .setMessage("Not that.")
                .build()));
    RawAnswer refused = http.post(SESSIONS, library(owner, QUESTION), JSON, key);
    assertEquals("400 initial_message.time_zone", refused.status() + " " + refused.param());
  }
}
