package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.e2e.EmbeddingServer.Condition;
import dev.hark.e2e.Event.Turn;
import dev.hark.stack.postgres.Role;
import dev.hark.stack.process.FreePorts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The embedding model's server breaks, hangs, goes and comes back: what answers then say of it,
 * from the gateway to the prompt. The services are started here, over the index of the others.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DegradedSearchIT {
  private static final int DIMENSION = 384;
  private static final String KNOWN = "Where does the housing come from?";
  private static final String UNKNOWN = "Which colour has the zeppelin of the mayor?";
  private static final String TOLD = "The search ran without a part of its index just now";

  private final RunningHark hark = RunningHark.get();
  private final Owner owner = Owner.random(new Random());
  private final int searchPort = FreePorts.next();
  private final int askPort = FreePorts.next();
  private final int gatewayPort = FreePorts.next();

  @Test
  void anAnswerOfASearchWithoutItsMeaningSaysSoUntilTheModelIsBack() throws Exception {
    publish();
    try (EmbeddingServer embeddings = new EmbeddingServer(DIMENSION);
        ListeningModel model = new ListeningModel();
        ServiceProcess search = searchService(embeddings);
        ServiceProcess ask = askService(model);
        ServiceProcess entrance = gateway()) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> search.isReady() && ask.isReady() && entrance.isReady());
      Gateway gateway =
          new Gateway("http://127.0.0.1:" + gatewayPort, hark.keyWithoutCommand(owner, true));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !gateway.search(owner.endUserId(), "housing", 1).isEmpty());
      assertWhole(gateway, model);
      embeddings.is(Condition.BROKEN);
      assertDegraded(gateway, model);
      embeddings.is(Condition.HANGING);
      assertDegraded(gateway, model);
      embeddings.is(Condition.WELL);
      assertWhole(gateway, model);
      embeddings.stop();
      assertDegraded(gateway, model);
      try (EmbeddingServer _ = new EmbeddingServer(DIMENSION, embeddings.port())) {
        assertWhole(gateway, model);
      }
    }
  }

  private static void assertWhole(Gateway gateway, ListeningModel model) {
    await().atMost(Duration.ofSeconds(30)).until(() -> gateway.degraded("housing").isEmpty());
    assertEquals("answered", state(ask(gateway, KNOWN, "local")));
    JsonNode no = ask(gateway, UNKNOWN, "local");
    assertEquals("not_said", state(no));
    assertTrue(text(no).startsWith("Nothing in these recordings"), text(no));
    assertEquals("not_said", state(ask(gateway, UNKNOWN, "openai")));
    assertFalse(model.asked().contains(TOLD), model.asked());
  }

  private static void assertDegraded(Gateway gateway, ListeningModel model) {
    assertEquals("lexical-only", gateway.degraded("housing"));
    // Its words are enough for this one.
    assertEquals("answered", state(ask(gateway, KNOWN, "local")));
    JsonNode no = ask(gateway, UNKNOWN, "local");
    assertEquals("search_degraded", state(no));
    assertTrue(text(no).contains("the search by meaning is not there just now"), text(no));
    assertEquals("search_degraded", state(ask(gateway, UNKNOWN, "openai")));
    assertTrue(model.asked().contains(TOLD), model.asked());
  }

  private static JsonNode ask(Gateway gateway, String question, String provider) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.putObject("scope").put("type", "library");
    body.putObject("initial_message")
        .put("content", question)
        .put("provider", provider)
        .putArray("include")
        .add("grounding");
    Gateway.Answer answer = gateway.post("/v1/ask/sessions", body.toString());
    assertEquals(200, answer.status(), answer.raw());
    return answer.body();
  }

  private static String state(JsonNode answer) {
    return answer.path("grounding").path("state").asText();
  }

  private static String text(JsonNode answer) {
    return answer.path("message").path("content").asText();
  }

  private void publish() throws Exception {
    String id = owner.endUserId().substring("eu_".length());
    Event event =
        Event.completed(
            owner,
            "rec_" + id,
            "txn_" + id,
            Instant.now(),
            List.of(
                new Turn(0, 4_000, "Ada", "The housing comes from Pellworth in June."),
                new Turn(5_000, 9_000, "Tom", "Then we order five thousand of them.")));
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      topic.publish(event);
      topic.flush();
    }
  }

  private ServiceProcess searchService(EmbeddingServer embeddings) {
    Map<String, String> environment = new HashMap<>();
    int healthPort = FreePorts.next();
    environment.put("HARK_SEARCH_PORT", String.valueOf(searchPort));
    environment.put("HARK_SEARCH_HEALTH_PORT", String.valueOf(healthPort));
    environment.put("HARK_OPENSEARCH_URL", hark.address("opensearch"));
    environment.put("HARK_EMBEDDING_PROVIDER", "http");
    environment.put("HARK_EMBEDDING_BASE_URL", embeddings.baseUrl());
    // As the index was built with it: no other is searched.
    environment.put("HARK_EMBEDDING_MODEL", "e5-small-v2-int8");
    environment.put("HARK_EMBEDDING_DIMENSION", String.valueOf(DIMENSION));
    environment.put("HARK_EMBEDDING_CACHED_QUERIES", "0");
    return started("search-service/server/target/hark-search-service", healthPort, environment);
  }

  private ServiceProcess askService(ListeningModel model) {
    int healthPort = FreePorts.next();
    Map<String, String> environment = stores(Role.ASK);
    environment.put("HARK_ASK_PORT", String.valueOf(askPort));
    environment.put("HARK_ASK_HEALTH_PORT", String.valueOf(healthPort));
    environment.put("HARK_DEFAULT_PROVIDER", "local");
    environment.put("HARK_OPENAI_API_KEY", "none");
    environment.put("HARK_OPENAI_BASE_URL", model.baseUrl());
    return started("ask-service/target/hark-ask-service", healthPort, environment);
  }

  private ServiceProcess gateway() {
    Map<String, String> environment = stores(Role.GATEWAY);
    environment.put("HARK_GATEWAY_PORT", String.valueOf(gatewayPort));
    environment.put("HARK_ASK_ADDRESS", "127.0.0.1:" + askPort);
    environment.put("HARK_KAFKA_OUTCOMES_TOPIC", "");
    return started("gateway/target/hark-gateway", gatewayPort, environment);
  }

  private Map<String, String> stores(Role role) {
    Map<String, String> environment = new HashMap<>(hark.database(role));
    environment.put("HARK_SEARCH_ADDRESS", "127.0.0.1:" + searchPort);
    return environment;
  }

  private static ServiceProcess started(
      String jar, int healthPort, Map<String, String> environment) {
    return ServiceProcess.start(jar + "-0.1.0-SNAPSHOT.jar", healthPort, environment, "256m");
  }
}
