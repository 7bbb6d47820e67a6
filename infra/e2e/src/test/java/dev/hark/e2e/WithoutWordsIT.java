package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An OpenSearch whose settings forbid expensive queries, as some operators have it, refuses the
 * search by words and not the one by meaning.
 */
@Isolated("what it sets holds for all that search")
final class WithoutWordsIT {
  private static final String SETTING = "{\"transient\":{\"search.allow_expensive_queries\":%s}}";

  private final RunningHark hark = RunningHark.get();
  private final Gateway gateway = hark.gateway(hark.address("end_user_key"));

  @Test
  void anAnswerOfASearchWithoutItsWordsSaysSoUntilTheyAreAllowed() throws Exception {
    assertEquals("not_said", state(ask("Which zeppelin does the mayor fly?")));
    set("false");
    try {
      assertEquals("semantic-only", gateway.degraded("When does the launch take place?"));
      JsonNode no = ask("Which zeppelin does the mayor fly?");
      assertEquals("search_degraded", state(no));
      String text = no.at("/message/content").asText();
      assertTrue(text.contains("the search by words is not there just now"), text);
      assertEquals("answered", state(ask("What does the ASA option cost?")));
    } finally {
      set("null");
    }
    assertEquals("", gateway.degraded("When does the launch take place?"));
    assertEquals("not_said", state(ask("Which zeppelin does the mayor fly?")));
  }

  private JsonNode ask(String question) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.putObject("scope").put("type", "library");
    body.putObject("initial_message").put("content", question).putArray("include").add("grounding");
    Gateway.Answer answer = gateway.post("/v1/ask/sessions", body.toString());
    assertEquals(200, answer.status(), answer.raw());
    return answer.body();
  }

  private static String state(JsonNode answer) {
    return answer.at("/grounding/state").asText();
  }

  private void set(String allowed) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hark.address("opensearch") + "/_cluster/settings"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(SETTING.formatted(allowed)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
    }
  }
}
