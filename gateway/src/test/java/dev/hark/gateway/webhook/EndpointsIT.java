package dev.hark.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints on the wire: made, listed, changed, deleted; and which addresses they may have. */
class EndpointsIT extends WebhookFixture {
  private static String said(RawAnswer answer) {
    return answer.status() + " " + answer.code() + " " + answer.param();
  }

  @Test
  void anEndpointIsMadeChangedAndDeleted() {
    JsonNode made = endpoint(path, "recording.failed", "recording.failed");
    String id = made.path("id").asText();
    assertTrue(id.matches("we_[0-9A-Za-z]{1,64}"), id);
    assertEquals("[\"recording.failed\"]", made.path("events").toString());
    JsonNode changed =
        patch(id, "{\"url\":\"%s\",\"enabled\":false}".formatted(receiver.url("/b"))).json();
    assertEquals(receiver.url("/b"), changed.path("url").asText());
    assertEquals(changed, get("/" + id));
    assertEquals("[\"recording.failed\"]", changed.path("events").toString());
    assertEquals(204, http.send("DELETE", "/v1/webhook-endpoints/" + id, null, key).status());
    assertEquals(404, http.get("/v1/webhook-endpoints/" + id, key).status());
    assertEquals(404, http.send("DELETE", "/v1/webhook-endpoints/" + id, null, key).status());
  }

  @Test
  void listsHaveEachOnceTheNewestFirst() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(endpoint(path).path("id").asText());
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get("?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("data").forEach(one -> listed.add(one.path("id").asText()));
      cursor = page.path("has_more").asBoolean() ? page.path("next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    assertEquals(made, listed);
    String id = made.getFirst();
    List<String> events = List.of(test(id), test(id), test(id)).reversed();
    JsonNode first = get("/" + id + "/deliveries?limit=2");
    JsonNode second =
        get("/" + id + "/deliveries?limit=2&cursor=" + first.path("next_cursor").asText());
    assertEquals(events.get(1), first.at("/data/1/event_id").asText());
    assertEquals(events.get(2), second.at("/data/0/event_id").asText());
    RawAnswer foreign =
        http.get("/v1/webhook-endpoints?cursor=" + first.path("next_cursor").asText(), key);
    assertEquals("400 invalid_request cursor", said(foreign));
  }

  @Test
  void whatIsAnotherProjectsOrModesIsNotThere() {
    String id = endpoint(path).path("id").asText();
    String another = "Authorization: Bearer " + gateway.key("--project", "proj_other");
    String test = "Authorization: Bearer " + gateway.key("--project", project, "--mode", "test");
    for (String foreign : List.of(another, test)) {
      assertEquals(404, http.get("/v1/webhook-endpoints/" + id, foreign).status());
      assertEquals(404, http.get("/v1/webhook-endpoints/" + id + "/deliveries", foreign).status());
      assertEquals(404, http.post("/v1/webhook-endpoints/" + id + "/rotate", "", foreign).status());
      assertEquals(404, http.post("/v1/webhook-endpoints/" + id + "/test", "", foreign).status());
      assertEquals("[]", http.get("/v1/webhook-endpoints", foreign).json().path("data").toString());
    }
  }

  @Test
  void theSameRequestMakesOneEndpointAndOneRotation() {
    String name = "Idempotency-Key: " + UUID.randomUUID();
    String body = asked(receiver.url(path));
    RawAnswer first = post("", body, name);
    RawAnswer again = post("", body, name);
    assertEquals("true", again.header("idempotent-replayed"));
    assertEquals("201 " + first.body(), again.status() + " " + again.body());
    assertEquals(1, get("").path("data").size());
    String id = first.json().path("id").asText();
    String rotation = "Idempotency-Key: " + UUID.randomUUID();
    RawAnswer rotated = post("/" + id + "/rotate", "", rotation);
    assertEquals(rotated.body(), post("/" + id + "/rotate", "", rotation).body());
    String kept = "SELECT string_agg(body, ' ') FROM gateway.idempotency WHERE body LIKE '%we_%'";
    assertTrue(!gateway.firstOf(kept).contains("whsec_"), "a secret is kept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | url",
        "{\"url\":\"https://1.1.1.1/\"} | events",
        "{\"url\":\"https://1.1.1.1/\",\"events\":[]} | events",
        "{\"url\":\"https://1.1.1.1/\",\"events\":[\"recording.created\"]} | events[0]",
        "{\"url\":\"https://1.1.1.1/\",\"events\":[\"webhook.test\"]} | events[0]",
        "{\"url\":7,\"events\":[\"recording.indexed\"]} | url"
      })
  void whatCannotBeIsRefusedAndNamed(String body, String param) {
    assertEquals("400 invalid_request " + param, said(post("", body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://hooks.example/",
        "https:///x",
        "nonsense",
        "https://user:pass@hooks.example/",
        "https://hooks.example/#x",
        "http://1.1.1.1/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fd00::1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://localhost/",
        "https://private.example/"
      })
  void anAddressThatIsNotPublicIsRefused(String url) {
    ReplacedParts.ADDRESSES.put("private.example", "192.168.0.7");
    assertEquals("400 invalid_request url", said(post("", asked(url))));
    String id = endpoint(path).path("id").asText();
    assertEquals("400 invalid_request url", said(patch(id, "{\"url\":\"%s\"}".formatted(url))));
  }

  /**
   * Public when it is made, and another's private one when it is told: looked up at each attempt.
   */
  @Test
  void aHostThatMovesIntoAPrivateNetworkIsNotAsked() {
    ReplacedParts.ADDRESSES.put("moves.example", "1.1.1.1");
    String port = receiver.host().substring(receiver.host().indexOf(':'));
    RawAnswer made = post("", asked("https://moves.example" + port + path));
    assertEquals(201, made.status(), made::toString);
    ReplacedParts.ADDRESSES.put("moves.example", "127.0.0.1");
    String id = made.json().path("id").asText();
    test(id);
    awaitThat(() -> delivery(id).path("attempts").asInt() == 1);
    assertEquals("address_not_allowed", delivery(id).path("error").asText());
    assertTrue(receiver.heard(path).isEmpty());
  }

  @Test
  void withoutTheKeyThatKeepsSecretsItIsSaidWhatToSet() {
    RunningGateway without = RunningGateway.shared();
    RawAnswer answer =
        without
            .http()
            .post(
                "/v1/webhook-endpoints",
                asked("https://1.1.1.1/"),
                "Authorization: Bearer " + without.key("--project", project));
    assertEquals("400 invalid_request null", said(answer));
    assertTrue(answer.message().contains("HARK_WEBHOOK_SECRET_KEY"), answer::body);
  }
}
