package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.e2e.TraceReceiver.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** One trace joins what the services do for one request, and for one event. */
final class TraceIT {
  private static final String CANARY = "canaryT5hRm8Pz1";

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random();

  @Test
  void aTurnIsOneTraceFromTheGatewayToTheModel() {
    Gateway gateway = hark.gateway(hark.address("end_user_key"));
    Gateway.Answer answer =
        gateway.post(
            "/v1/ask/sessions",
            "{\"scope\":{\"type\":\"library\"},\"title\":\"%1$s\",\"initial_message\":"
                    .formatted(CANARY)
                + "{\"content\":\"What about the heel raises? %1$s\"}}".formatted(CANARY));
    assertEquals(200, answer.status(), answer.raw());
    soon(() -> assertIsWhole(traceOf("POST /v1/ask/sessions", "chat hark-extractive-1")));
    for (String body : hark.traces().bodies()) {
      assertFalse(body.contains(CANARY) || body.contains("sk_live_"), "content in a trace");
    }
  }

  @Test
  void anEventIsOneTraceFromItsPublisherToTheIndex() throws Exception {
    String trace = "%016x%016x".formatted(random.nextLong(), random.nextLong() | 1);
    Owner owner = Owner.random(random);
    Event event =
        Event.completed(
            owner,
            Ids.random("rec_", random),
            Ids.random("txn_", random),
            Instant.now(),
            List.of(new Event.Turn(0, 900, "Ada", CANARY)));
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      topic.publish(event, "traceparent", "00-" + trace + "-00000000000000ab-01");
      topic.flush();
    }
    soon(
        () -> {
          List<Span> spans = spansOf(trace);
          assertHolds(spans, "hark-indexer-worker", "process recording-events");
          assertHolds(
              spans, "hark-search-service", "hark.search.v1.IndexService/ReplaceTranscript");
          assertHolds(spans, "hark-search-service", "opensearch _bulk");
        });
    assertTrue(
        hark.traces().bodies().stream().noneMatch(body -> body.contains(CANARY)),
        "content in a trace");
  }

  /** Each service sends what it has when it likes. */
  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }

  private static void assertIsWhole(List<Span> trace) {
    assertEquals(
        Set.of("hark-gateway", "hark-ask-service", "hark-search-service"), services(trace));
    assertHolds(trace, "hark-ask-service", "hark.ask.v1.AskService/Ask");
    assertHolds(trace, "hark-ask-service", "chat hark-extractive-1");
    assertHolds(trace, "hark-search-service", "hark.search.v1.SearchService/Search");
    assertHolds(trace, "hark-search-service", "opensearch _msearch");
    assertIsJoined(trace);
    Span first = first(trace);
    assertEquals("hark-gateway", first.service());
    assertTrue(first.attributes().getOrDefault("hark.request_id", "").startsWith("req_"));
    assertEquals("/v1/ask/sessions", first.attributes().getOrDefault("http.route", ""));
  }

  /** One that begins with the first and holds the second. */
  private List<Span> traceOf(String name, String alsoHolds) {
    return hark.traces().spans().stream()
        .filter(span -> span.name().equals(name))
        .map(span -> spansOf(span.trace()))
        .filter(spans -> spans.stream().anyMatch(s -> s.name().equals(alsoHolds)))
        .findFirst()
        .orElse(List.of());
  }

  private List<Span> spansOf(String trace) {
    return hark.traces().spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private static Set<String> services(List<Span> spans) {
    return spans.stream().map(Span::service).collect(Collectors.toSet());
  }

  private static void assertHolds(List<Span> trace, String service, String name) {
    assertTrue(
        trace.stream().anyMatch(s -> s.service().equals(service) && s.name().equals(name)),
        () -> service + " " + name + " is not in " + trace);
  }

  /** Each span but the first has its parent in the trace. */
  private static void assertIsJoined(List<Span> trace) {
    Set<String> ids = trace.stream().map(Span::id).collect(Collectors.toSet());
    List<Span> without = trace.stream().filter(span -> !ids.contains(span.parent())).toList();
    assertEquals(1, without.size(), without::toString);
    assertEquals("", without.getFirst().parent());
  }

  private static Span first(List<Span> trace) {
    return trace.stream().filter(span -> span.parent().isEmpty()).findFirst().orElseThrow();
  }
}
