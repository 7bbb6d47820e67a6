package dev.hark.gateway.admin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys made, listed and revoked over HTTP. */
class AdminKeysIT {
  private static final String KEYS = "/v1/admin/keys";
  private static final String ROOT = "Authorization: Bearer " + RunningGateway.ROOT_TOKEN;

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();

  @BeforeEach
  void answerAnything() {
    gateway
        .searchService()
        .getRecording
        .answers(request -> GetRecordingResponse.getDefaultInstance());
  }

  private RawAnswer use(String key) {
    return http.get("/v1/recordings/rec_1", "Authorization: Bearer " + key);
  }

  private RawAnswer create(String body) {
    return http.post(KEYS, body, ROOT);
  }

  private RawAnswer delete(String id) {
    return http.send("DELETE", KEYS + "/" + id, null, ROOT);
  }

  @Test
  void aNewKeyIsToldOnceAndWorks() {
    RawAnswer made =
        create(
            """
            {"project_id":"proj_admin","name":"reporting","mode":"test","scopes":["recordings:read"],
             "end_user_id":"eu_1","expires_at":"2099-01-31T00:00:00Z","rate_limit":1234,"x":1}\
            """);
    assertEquals(201, made.status(), made.toString());
    JsonNode key = made.json();
    List<String> members = new ArrayList<>();
    key.fieldNames().forEachRemaining(members::add);
    assertEquals(
        "[id, key, project_id, mode, end_user_id, scopes, name, created_at, expires_at]",
        members.toString());
    assertTrue(key.path("key").asText().startsWith("rk_test_"));
    assertEquals("2099-01-31T00:00:00.000Z", key.path("expires_at").asText());
    assertEquals("1234", use(key.path("key").asText()).header("x-ratelimit-limit"));
    JsonNode listed = http.get(KEYS + "?project_id=proj_admin&limit=1", ROOT).json().at("/data/0");
    assertEquals(key.path("id"), listed.path("id"));
    assertFalse(listed.toString().contains(key.path("key").asText().substring(0, 13)));
  }

  @Test
  void aKeyNeedsAProjectAlone() {
    JsonNode key = create("{\"project_id\":\"proj_plain\"}").json();
    assertTrue(key.path("key").asText().startsWith("sk_live_"));
    assertEquals(7, key.path("scopes").size());
    assertTrue(key.path("end_user_id").isNull() && key.path("expires_at").isNull());
    assertEquals("100", use(key.path("key").asText()).header("x-ratelimit-limit"));
  }

  @Test
  void whatMakesNoSenseIsRefusedByItsName() {
    Map<String, String> wrong =
        Map.of(
            "{}", "project_id",
            "{\"project_id\":\"demo\"}", "project_id",
            "{\"project_id\":\"proj_1\",\"mode\":\"prod\"}", "mode",
            "{\"project_id\":\"proj_1\",\"scopes\":[]}", "scopes",
            "{\"project_id\":\"proj_1\",\"scopes\":[\"ask:read\",\"all\"]}", "scopes[1]",
            "{\"project_id\":\"proj_1\",\"end_user_id\":\"x\"}", "end_user_id",
            "{\"project_id\":\"proj_1\",\"expires_at\":\"2020-01-01T00:00:00Z\"}", "expires_at",
            "{\"project_id\":\"proj_1\",\"name\":\" \"}", "name",
            "{\"project_id\":\"proj_1\",\"rate_limit\":0}", "rate_limit");
    wrong.forEach(
        (body, param) -> {
          RawAnswer answer = create(body);
          assertEquals("400 " + param, answer.status() + " " + answer.param(), body);
        });
  }

  @Test
  void aRevokedKeyStopsAtOnceAndStaysListed() {
    JsonNode key = create("{\"project_id\":\"proj_gone\"}").json();
    assertEquals(200, use(key.path("key").asText()).status());
    assertEquals(204, delete(key.path("id").asText()).status());
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> use(key.path("key").asText()).status() == 401);
    assertEquals(204, delete(key.path("id").asText()).status());
    assertFalse(
        http.get(KEYS + "?project_id=proj_gone", ROOT).json().at("/data/0/revoked_at").isNull());
    for (String id : List.of("key_unknown", "x", "key_1_2")) {
      assertEquals("404 not_found", delete(id).status() + " " + delete(id).code());
    }
  }

  @Test
  void aListIsReadPageByPageTheNewestFirst() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(create("{\"project_id\":\"proj_pages\"}").json().path("id").asText());
    }
    List<String> read = new ArrayList<>();
    String cursor = "";
    for (int page = 1; page <= 3; page++) {
      String path = KEYS + "?project_id=proj_pages&limit=2&cursor=" + cursor;
      JsonNode answer = http.get(path, ROOT).json();
      answer.path("data").forEach(key -> read.add(key.path("id").asText()));
      assertEquals(page < 3, answer.path("has_more").asBoolean());
      assertEquals(page == 3, answer.path("next_cursor").isNull());
      cursor = answer.path("next_cursor").asText();
      if (page == 1) {
        create("{\"project_id\":\"proj_pages\"}");
        String others = KEYS + "?limit=2&cursor=" + cursor;
        assertEquals("cursor", http.get(others, ROOT).param());
        assertEquals("cursor", http.get(KEYS + "?cursor=nonsense", ROOT).param());
      }
    }
    assertEquals(made, read);
  }

  @Test
  void theRootTokenAloneOpensTheseRoutesAndNoOthers() {
    String key = gateway.key("--project", "proj_admin");
    for (String header :
        List.of("X-Nothing: here", "Authorization: Bearer " + key, ROOT + "x", ROOT.substring(1))) {
      assertEquals(401, http.get(KEYS, header).status(), header);
      assertEquals(401, http.post(KEYS, "{\"project_id\":\"proj_admin\"}", header).status());
      assertEquals(401, http.send("DELETE", KEYS + "/key_1", null, header).status());
    }
    assertEquals(200, http.get(KEYS, "X-API-Key: " + RunningGateway.ROOT_TOKEN).status());
    assertEquals(401, http.get("/v1/recordings/rec_1", ROOT).status());
  }

  @Test
  void aKeyInTheAddressIsRefusedBesideTheRootToken() {
    String key = gateway.key("--project", "proj_admin");
    RawAnswer answer = http.get(KEYS + "?x=" + key, ROOT);
    assertEquals(400, answer.status(), answer.toString());
    assertEquals("x", answer.param());
    assertFalse(answer.body().contains(key));
    assertEquals(401, http.get(KEYS + "?x=" + key, "X-Nothing: here").status());
  }

  @Test
  void withoutARootTokenThereAreNoSuchRoutes() {
    RawHttp plain = RunningGateway.second().http();
    String unknown = plain.get("/v1/nowhere").bodyWithoutId();
    for (String header : List.of("X-Nothing: here", ROOT, "Authorization: Bearer ")) {
      for (RawAnswer answer :
          List.of(
              plain.get(KEYS, header),
              plain.post(KEYS, "{}", header),
              plain.send("DELETE", KEYS + "/key_1", null, header))) {
        assertEquals("404 " + unknown, answer.status() + " " + answer.bodyWithoutId());
        assertEquals("", answer.header("www-authenticate"));
      }
    }
  }
}
