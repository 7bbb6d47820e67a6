package dev.hark.gateway.enduser;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.EndUsersOf;
import dev.hark.gateway.testing.OutcomeTopic;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.CountSessionsRequest;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.stack.SharedStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What apps keep of their end users: made, listed, changed, and erased with them. */
class EndUserProfilesIT {
  /** Without webhooks, but hearing of outcomes. */
  static final class Holder {
    static final OutcomeTopic OUTCOMES = new OutcomeTopic();
    static final RunningGateway GATEWAY = start();

    private static RunningGateway start() {
      String events = "events-" + UUID.randomUUID();
      SharedStack.get().kafka().create(events, 1);
      Map<String, Object> settings = new HashMap<>(OUTCOMES.settings());
      settings.put("hark.events.topic", events);
      return RunningGateway.start(settings);
    }
  }

  private final RunningGateway gateway = Holder.GATEWAY;
  private final RawHttp http = gateway.http();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String key = key();

  @BeforeEach
  void nobodyHasSessions() {
    gateway.askService().onCount(CountSessionsResponse::getDefaultInstance);
  }

  private String key(String... more) {
    List<String> options = new ArrayList<>(List.of("--project", project));
    options.addAll(List.of(more));
    return "Authorization: Bearer " + gateway.key(options.toArray(String[]::new));
  }

  private RawAnswer create(String body) {
    return http.post("/v1/end-users", body, key);
  }

  private RawAnswer patch(String id, String body, String as) {
    return http.send("PATCH", "/v1/end-users/" + id, body.getBytes(StandardCharsets.UTF_8), as);
  }

  @Test
  void aProfileIsMadeShownAndChanged() {
    RawAnswer made =
        create(
            """
            {"external_id": "crm 7", "name": " Ana ", "email": "ana@mail.example",
             "time_zone": "Europe/Berlin", "metadata": {"plan": "gold"}}
            """);
    assertEquals(201, made.status(), made::toString);
    JsonNode ana = made.json();
    String id = ana.path("id").asText();
    assertEquals("/v1/end-users/" + id, made.header("location"));
    assertEquals("Ana", ana.path("name").asText());
    assertEquals("{\"plan\":\"gold\"}", ana.path("metadata").toString());
    assertEquals(0, ana.path("recording_count").asInt(-1));
    assertEquals(ana, http.get("/v1/end-users/" + id, key).json());
    JsonNode changed = patch(id, "{\"name\": \"Ana B.\", \"email\": null}", key).json();
    assertEquals("Ana B.", changed.path("name").asText());
    assertEquals("ana@mail.example", changed.path("email").asText());
    assertTrue(
        changed.path("updated_at").asText().compareTo(ana.path("updated_at").asText()) > 0,
        changed::toString);
    assertEquals(ana.path("created_at"), changed.path("created_at"));
    assertEquals(404, patch("eu_unknown", "{\"name\": \"x\"}", key).status());
    assertEquals("time_zone", create("{\"time_zone\": \"Berlin\"}").param());
    assertEquals("email", create("{\"email\": \"ana\"}").param());
  }

  @Test
  void anExternalIdIsOneEndUsersAlone() throws Exception {
    String id = create("{\"external_id\": \"one\"}").json().path("id").asText();
    RawAnswer other = create("{\"external_id\": \"one\"}");
    assertEquals("409 already_exists", other.status() + " " + other.code(), other::toString);
    assertEquals(id, other.json().path("error").path("details").path("id").asText());
    String ben = create("{}").json().path("id").asText();
    assertEquals(409, patch(ben, "{\"external_id\": \"one\"}", key).status());
    JsonNode found = http.get("/v1/end-users?external_id=one", key).json();
    assertEquals(id, found.path("data").path(0).path("id").asText(), found::toString);
    assertEquals(0, http.get("/v1/end-users?external_id=on", key).json().path("data").size());
    List<Future<RawAnswer>> race = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        race.add(threads.submit(() -> create("{\"external_id\": \"race\"}")));
      }
    }
    Map<Integer, Long> statuses =
        race.stream().map(Future::resultNow).collect(groupingBy(RawAnswer::status, counting()));
    assertEquals(1, statuses.get(201), statuses::toString);
    statuses.keySet().forEach(status -> assertTrue(List.of(201, 409, 503).contains(status)));
  }

  @Test
  void listsThoseThatCameLastFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(create("{\"name\": \"n" + i + "\"}").json().path("id").asText());
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = http.get("/v1/end-users?limit=2&cursor=" + cursor, key).json();
      page.path("data").forEach(one -> listed.add(one.path("id").asText()));
      cursor = page.path("next_cursor").asText("");
      assertEquals(!cursor.isEmpty() && !cursor.equals("null"), page.path("has_more").asBoolean());
      cursor = page.path("next_cursor").isNull() ? "" : cursor;
    } while (!cursor.isEmpty());
    assertEquals(ids, listed);
    JsonNode later = http.get("/v1/end-users?offset=3&limit=2", key).json();
    assertEquals(ids.get(3), later.path("data").path(0).path("id").asText());
    assertEquals("cursor", http.get("/v1/end-users?cursor=abc", key).param());
    assertEquals(
        0,
        http.get("/v1/end-users", key("--mode", "test")).json().path("data").size(),
        "live and test never meet");
  }

  @Test
  void aPageIsTwoCallsHoweverManyEndUsersItHas() {
    List<String> ids = IntStream.rangeClosed(1, 100).mapToObj(i -> "eu_" + i).toList();
    gateway.execute(
        "INSERT INTO gateway.end_users (project_id, mode, id, created_at) SELECT '%s', 'live', 'eu_'"
                .formatted(project)
            + " || i, now() - i * interval '1 second' FROM generate_series(1, 100) i");
    gateway
        .searchService()
        .getEndUsers
        .answers(request -> EndUsersOf.each(request, EndUser.newBuilder().setRecordings(2)));
    gateway
        .askService()
        .onCount(
            () ->
                CountSessionsResponse.newBuilder()
                    .addCounts(SessionCount.newBuilder().setEndUserId(ids.get(1)).setSessions(3))
                    .build());
    JsonNode page = http.get("/v1/end-users?limit=100", key).json().path("data");
    assertEquals(100, page.size());
    assertEquals("2 0", counts(page.path(0)));
    assertEquals("2 3", counts(page.path(1)));
    assertEquals(
        List.of(ids),
        gateway.searchService().getEndUsers.asked().stream()
            .map(asked -> List.copyOf(asked.getEndUserIdsList()))
            .toList());
    assertEquals(ids, gateway.askService().last(CountSessionsRequest.class).getEndUserIdsList());
    gateway.searchService().getEndUsers.answersByItself();
  }

  private static String counts(JsonNode endUser) {
    return endUser.path("recording_count").asText() + " " + endUser.path("session_count").asText();
  }

  @Test
  void aBoundKeySeesAndChangesItsOwnAlone() {
    String ana = create("{\"external_id\": \"ana\"}").json().path("id").asText();
    String ben = create("{\"external_id\": \"ben\"}").json().path("id").asText();
    String bound = key("--end-user", ben);
    JsonNode list = http.get("/v1/end-users", bound).json().path("data");
    assertEquals(1, list.size(), list::toString);
    assertEquals(ben, list.path(0).path("id").asText());
    assertEquals(404, http.get("/v1/end-users/" + ana, bound).status());
    assertEquals(404, patch(ana, "{\"name\": \"x\"}", bound).status());
    assertEquals(200, patch(ben, "{\"name\": \"Ben\"}", bound).status());
    assertEquals(403, patch(ben, "{\"external_id\": \"ana\"}", bound).status());
    assertEquals(403, http.post("/v1/end-users", "{}", bound).status());
    assertEquals(0, http.get("/v1/end-users?external_id=ana", bound).json().path("data").size());
  }

  @Test
  void aProfileIsErasedWithItsEndUser() {
    String id =
        create("{\"external_id\": \"gone\", \"name\": \"Gone\"}").json().path("id").asText();
    RawAnswer deleted = http.send("DELETE", "/v1/end-users/" + id, null, key);
    assertEquals(204, deleted.status(), deleted::toString);
    assertEquals(404, http.get("/v1/end-users/" + id, key).status());
    assertEquals(404, patch(id, "{\"name\": \"back\"}", key).status());
    assertEquals(201, create("{\"external_id\": \"gone\"}").status());
  }
}
