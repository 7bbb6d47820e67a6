package dev.hark.gateway.erasure;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.FakeAskService;
import dev.hark.gateway.testing.FakeSearchService;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.GetEndUserResponse;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Removed;
import dev.hark.stack.SharedStack;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions on the wire: noted, carried to their end, and told of. */
class ErasureIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TOPIC = "deletions_" + UUID.randomUUID();

  private static RunningGateway gateway;
  private static PublishedEvents events;

  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final RawHttp http = gateway.http();
  private final FakeSearchService searchService = gateway.searchService();
  private final FakeAskService askService = gateway.askService();
  private final String key = key();

  @BeforeAll
  static void start() {
    SharedStack.get().kafka().create(TOPIC, 1);
    events = new PublishedEvents(SharedStack.get().kafkaBootstrap(), TOPIC);
    gateway =
        RunningGateway.start(
            Map.of(
                "hark.events.topic", TOPIC,
                "hark.erasure.check", "100ms",
                "hark.erasure.lease", "2s",
                "hark.erasure.first-retry", "100ms",
                "hark.erasure.longest-retry", "300ms"));
  }

  @AfterAll
  static void stop() {
    events.close();
    gateway.close();
  }

  private String key(String... more) {
    String[] options = new String[more.length + 2];
    options[0] = "--project";
    options[1] = project;
    System.arraycopy(more, 0, options, 2, more.length);
    return "Authorization: Bearer " + gateway.key(options);
  }

  @BeforeEach
  void everythingIsThere() {
    searchService.onRecording(
        request ->
            GetRecordingResponse.newBuilder()
                .setRecording(
                    Recording.newBuilder()
                        .setRecordingId(request.getRecordingId())
                        .setEndUserId("eu_owner"))
                .build());
    searchService.onEndUser(request -> GetEndUserResponse.newBuilder().setRecordings(2).build());
    searchService
        .index()
        .onDeletion(() -> Removed.newBuilder().setRecordings(1).setChunks(12).build());
    askService.onErasure(
        () -> Erased.newBuilder().setSessions(1).setMessages(4).setAnswers(2).build());
  }

  private RawAnswer delete(String path) {
    return http.send("DELETE", path, null, key);
  }

  private static String location(RawAnswer answer) {
    assertEquals("204 ", answer.status() + " " + answer.body(), answer::toString);
    String location = answer.header("location");
    assertTrue(location.matches("/v1/erasures/era_[0-9A-Za-z]{1,64}"), answer::toString);
    return location;
  }

  private static String time(JsonNode node, String name) {
    String time = node.path(name).asText();
    assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z"), time);
    return time;
  }

  @Test
  void aRecordingIsDeletedFromEveryStoreAndTheWorldIsTold() {
    String location = location(delete("/v1/recordings/rec_1"));
    DeleteRecordingRequest fromIndex =
        (DeleteRecordingRequest) searchService.index().deletions().getFirst();
    assertEquals("rec_1", fromIndex.getRecordingId());
    assertEquals(project, fromIndex.getCaller().getProjectId());
    assertEquals("", fromIndex.getCaller().getEndUserId());
    assertEquals("rec_1", askService.last(EraseRecordingRequest.class).getRecordingId());

    RawAnswer told = http.get(location, key);
    JsonNode erasure = told.json();
    JsonNode stores = erasure.path("stores");
    assertEquals(
        """
        200 {"id":"%s","type":"recording","recording_id":"rec_1","end_user_id":"eu_owner",\
        "status":"completed","requested_at":"%s","completed_at":"%s","stores":[\
        {"name":"search","removed":{"chunks":12,"recordings":1},"completed_at":"%s"},\
        {"name":"ask","removed":{"answers":2,"messages":4,"sessions":1},"completed_at":"%s"},\
        {"name":"idempotency","removed":{"answers":0},"completed_at":"%s"},\
        {"name":"event","removed":{},"completed_at":"%s"}]}\
        """
            .formatted(
                location.substring(location.lastIndexOf('/') + 1),
                time(erasure, "requested_at"),
                time(erasure, "completed_at"),
                time(stores.path(0), "completed_at"),
                time(stores.path(1), "completed_at"),
                time(stores.path(2), "completed_at"),
                time(stores.path(3), "completed_at")),
        told.status() + " " + told.body());
    String event = fromIndex.getStamp().getEventId();
    assertEquals(
        """
        rec_1 {"id":"%s","type":"recording.deleted","created_at":"%s","project_id":"%s",\
        "mode":"live","data":{"recording_id":"rec_1"}}\
        """
            .formatted(event, time(erasure, "requested_at"), project),
        events.of(event));
  }

  @Test
  void anEndUserIsDeletedFromEveryStoreAndTheWorldIsTold() {
    String location = location(delete("/v1/end-users/eu_1"));
    DeleteEndUserRequest fromIndex =
        (DeleteEndUserRequest) searchService.index().deletions().getFirst();
    assertEquals("eu_1", fromIndex.getEndUserId());
    assertEquals("eu_1", askService.last(EraseEndUserRequest.class).getEndUserId());
    JsonNode erasure = http.get(location, key).json();
    assertEquals("end_user", erasure.path("type").asText());
    assertTrue(erasure.path("recording_id").isNull());
    assertEquals("eu_1", erasure.path("end_user_id").asText());
    String event = events.of(fromIndex.getStamp().getEventId());
    assertTrue(event.startsWith("eu_1 {"), event);
    assertTrue(event.contains("\"end_user.deleted\""), event);
    assertTrue(event.endsWith("\"data\":{\"end_user_id\":\"eu_1\"}}"), event);
  }

  @Test
  void whatIsNotThereCannotBeDeleted() {
    searchService.onRecording(FakeSearchService.failing(Status.NOT_FOUND));
    searchService.onEndUser(request -> GetEndUserResponse.getDefaultInstance());
    RawAnswer unknown = http.get("/v1/recordings/rec_1", key);
    for (String path :
        new String[] {
          "/v1/recordings/rec_1", "/v1/recordings/rec-1", "/v1/end-users/eu_1", "/v1/end-users/x"
        }) {
      RawAnswer answer = delete(path);
      assertEquals(404, answer.status(), path);
      assertEquals(unknown.bodyWithoutId(), answer.bodyWithoutId(), path);
      assertEquals("", answer.header("location"), path);
    }
    assertEquals(0, searchService.index().deletions().size());
  }

  @Test
  void anErasureIsShownToThoseAloneWhoMayReadWhatItErased() {
    String recording = location(delete("/v1/recordings/rec_1"));
    String endUser = location(delete("/v1/end-users/eu_1"));
    String unknown = http.get("/v1/erasures/era_1", key).bodyWithoutId();
    assertEquals(200, http.get(recording, key("--end-user", "eu_owner")).status());
    assertEquals(200, http.get(endUser, key("--end-user", "eu_1")).status());
    for (String[] foreign :
        new String[][] {
          {recording, key("--mode", "test")},
          {endUser, key("--mode", "test")},
          {recording, key("--end-user", "eu_1")},
          {endUser, key("--end-user", "eu_owner")},
          {recording, key("--scopes", "end_users:read")},
          {endUser, key("--scopes", "recordings:read")},
          {recording, "Authorization: Bearer " + gateway.key("--project", "proj_foreign")},
          {"/v1/erasures/nothing", key}
        }) {
      RawAnswer answer = http.get(foreign[0], foreign[1]);
      assertEquals("404 " + unknown, answer.status() + " " + answer.bodyWithoutId());
    }
  }

  @Test
  void aStoreThatIsDownIsDoneWhenItIsBack() {
    AtomicBoolean down = new AtomicBoolean(true);
    askService.onErasure(
        () -> {
          if (down.get()) {
            throw Status.UNAVAILABLE.asRuntimeException();
          }
          return Erased.newBuilder().setSessions(3).build();
        });
    RawAnswer refused = delete("/v1/end-users/eu_2");
    assertEquals("503 unavailable", refused.status() + " " + refused.code());
    assertTrue(Integer.parseInt(refused.header("retry-after")) >= 1);
    String erasure = refused.json().path("error").path("details").path("erasure_id").asText();
    JsonNode pending = http.get("/v1/erasures/" + erasure, key).json();
    assertEquals("pending", pending.path("status").asText());
    assertTrue(pending.path("completed_at").isNull());
    assertEquals("search", pending.path("stores").path(0).path("name").asText());
    assertTrue(pending.path("stores").path(0).path("completed_at").isTextual());
    assertTrue(pending.path("stores").path(1).path("completed_at").isNull());
    assertTrue(pending.path("stores").path(3).path("completed_at").isNull());

    RawAnswer again = delete("/v1/end-users/eu_2");
    assertEquals(erasure, again.json().path("error").path("details").path("erasure_id").asText());
    down.set(false);
    JsonNode completed = awaitCompleted(erasure);
    assertEquals(
        "{\"answers\":0,\"messages\":0,\"sessions\":3}",
        completed.path("stores").path(1).path("removed").toString());
    assertEquals(1, searchService.index().deletions().size());
  }

  @Test
  void askingAgainJoinsADeletionWhoseTargetCannotBeSeenAnyMore() {
    CountDownLatch joined = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    searchService
        .index()
        .onDeletion(
            () -> {
              if (first.getAndSet(false)) {
                throw Status.UNAVAILABLE.asRuntimeException();
              }
              awaitLatch(joined);
              return Removed.newBuilder().setChunks(1).build();
            });
    RawAnswer refused = delete("/v1/recordings/rec_1");
    assertEquals("503 unavailable", refused.status() + " " + refused.code());
    searchService.onRecording(FakeSearchService.failing(Status.NOT_FOUND));
    // One attempt failed, the gateway's own next one waits: the third is the client's.
    CompletableFuture<RawAnswer> again =
        CompletableFuture.supplyAsync(() -> delete("/v1/recordings/rec_1"));
    await().atMost(SOON).until(() -> searchService.index().deletions().size() >= 3);
    joined.countDown();
    String erasure = refused.json().path("error").path("details").path("erasure_id").asText();
    assertEquals("/v1/erasures/" + erasure, location(again.join()));
    assertEquals("completed", awaitCompleted(erasure).path("status").asText());
    assertEquals(404, delete("/v1/recordings/rec_1").status());
  }

  private JsonNode awaitCompleted(String erasure) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                http.get("/v1/erasures/" + erasure, key)
                    .json()
                    .path("status")
                    .asText()
                    .equals("completed"));
    return http.get("/v1/erasures/" + erasure, key).json();
  }

  /** The other has done the first store when it is killed. */
  @Test
  void aGatewayThatIsKilledInTheMiddleIsFollowedByAnother() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    try (GatewayProcess other =
        GatewayProcess.beside(gateway, "-Xmx128m", "-Dhark.erasure.lease=2s")) {
      await().atMost(SOON).until(other::isReady);
      askService.onErasure(
          () -> {
            if (first.getAndSet(false)) {
              reached.countDown();
              awaitLatch(killed);
            }
            return Erased.newBuilder().setMessages(7).build();
          });
      Thread client =
          Thread.ofVirtual()
              .start(
                  () -> tryTo(() -> other.http().send("DELETE", "/v1/end-users/eu_3", null, key)));
      awaitLatch(reached);
      other.kill();
      killed.countDown();
      client.join();
    }
    String event = events.withKey("eu_3");
    assertTrue(event.contains(project), event);
    String erasure =
        "SELECT id FROM gateway.erasures WHERE target_id = 'eu_3' AND completed_at IS NOT NULL";
    await().atMost(SOON).until(() -> gateway.firstOf(erasure).startsWith("era_"));
    JsonNode told = http.get("/v1/erasures/" + gateway.firstOf(erasure), key).json();
    assertEquals("7", told.path("stores").path(1).path("removed").path("messages").asText());
    assertEquals(1, searchService.index().deletions().size());
  }

  private static void tryTo(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // The other side was killed.
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
