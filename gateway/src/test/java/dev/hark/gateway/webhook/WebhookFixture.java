package dev.hark.gateway.webhook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.OutcomeTopic;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.stack.SharedStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** One gateway for the tests of webhooks, whose clock they move, and somebody who is told. */
class WebhookFixture {
  static final Duration SOON = Duration.ofSeconds(30);
  static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  static final Instant AT = Instant.parse("2026-05-04T09:30:00.125Z");
  private static final String NAME = UUID.randomUUID().toString();

  private static final class Holder {
    static final Receiver RECEIVER = new Receiver();
    static final OutcomeTopic OUTCOMES = new OutcomeTopic();
    static final RunningGateway GATEWAY = start();

    private static RunningGateway start() {
      SharedStack.get().kafka().create("deletions-" + NAME, 1);
      return RunningGateway.start(settings(RECEIVER));
    }
  }

  static Map<String, Object> settings(Receiver receiver) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ReplacedParts.SETTING, true);
    settings.put("hark.events.topic", "deletions-" + NAME);
    settings.put("hark.erasure.check", "100ms");
    settings.put("hark.webhooks.secret-key", SECRET_KEY);
    settings.put("hark.webhooks.http-hosts", receiver.host());
    settings.put("hark.webhooks.header-prefix", "X-Acme-");
    settings.putAll(Holder.OUTCOMES.settings());
    settings.put("hark.webhooks.check", "50ms");
    settings.put("hark.webhooks.timeout", "3s");
    return settings;
  }

  final RunningGateway gateway = Holder.GATEWAY;
  final Receiver receiver = Holder.RECEIVER;
  final RawHttp http = gateway.http();
  final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  final String key =
      "Authorization: Bearer " + gateway.key("--project", project, "--rate-limit", "1000000");

  /** A path of the receiver that no other test has. */
  final String path = "/" + UUID.randomUUID();

  RawAnswer post(String route, String body, String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = key;
    System.arraycopy(headers, 0, all, 1, headers.length);
    return http.post("/v1/webhook-endpoints" + route, body, all);
  }

  JsonNode get(String route) {
    return http.get("/v1/webhook-endpoints" + route, key).json();
  }

  RawAnswer patch(String id, String body) {
    return http.send(
        "PATCH", "/v1/webhook-endpoints/" + id, body.getBytes(StandardCharsets.UTF_8), key);
  }

  static String asked(String url, String... events) {
    String list = String.join("\",\"", events.length == 0 ? ALL : events);
    return "{\"url\":\"%s\",\"events\":[\"%s\"]}".formatted(url, list);
  }

  private static final String[] ALL =
      EventType.ASKED.stream().map(EventType::text).toArray(String[]::new);

  /** An endpoint at a path of the receiver, as it was answered. */
  JsonNode endpoint(String at, String... events) {
    RawAnswer answer = post("", asked(receiver.url(at), events));
    assertEquals(201, answer.status(), answer::toString);
    return answer.json();
  }

  /** Sends a test event; its id. */
  String test(String endpoint) {
    RawAnswer answer = post("/" + endpoint + "/test", "{}");
    assertEquals(202, answer.status(), answer::toString);
    return answer.json().path("event_id").asText();
  }

  JsonNode delivery(String endpoint) {
    return get("/" + endpoint + "/deliveries").path("data").path(0);
  }

  JsonNode delivery(String endpoint, String event) {
    for (JsonNode one : get("/" + endpoint + "/deliveries?limit=100").path("data")) {
      if (one.path("event_id").asText().equals(event)) {
        return one;
      }
    }
    return get("/" + endpoint + "/deliveries").path("none");
  }

  RecordingOutcome outcome(String recording, OutcomeState state) {
    String transcription = recording.replace("rec_", "txn_");
    return RecordingOutcome.newBuilder()
        .setId(
            EventId.derived(AT, List.of(project, "live", recording, transcription, state.name()))
                .value())
        .setCreatedAt(RpcTime.of(AT))
        .setProjectId(project)
        .setMode(EventMode.EVENT_MODE_LIVE)
        .setRecordingId(recording)
        .setTranscriptionId(transcription)
        .setEndUserId("eu_1")
        .setState(state)
        .build();
  }

  /** As the worker does. */
  static void publish(RecordingOutcome outcome) {
    Holder.OUTCOMES.publish(outcome);
  }

  static String topic() {
    return Holder.OUTCOMES.name();
  }

  static void awaitThat(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
