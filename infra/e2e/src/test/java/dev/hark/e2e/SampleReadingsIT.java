package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One question over the samples for each thing that code reads in questions. */
final class SampleReadingsIT {
  private static final Path CASES =
      Path.of(System.getProperty("hark.root"))
          .resolve("infra/e2e/src/test/resources/samples/readings.jsonl");

  private final RunningHark hark = RunningHark.get();
  private final Gateway gateway = hark.gateway(hark.address("end_user_key"));

  @Test
  void eachIsReadAndAnsweredFromWhatItLeaves() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(CASES)) {
      JsonNode one = Event.JSON.readTree(line);
      JsonNode answer = answer(one);
      if (!isRight(one, answer)) {
        wrong.add(line + "\n  " + answer);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private JsonNode answer(JsonNode one) {
    ObjectNode asked = message(one.path("question").asText());
    if (one.has("filters")) {
      asked.set("filters", one.path("filters"));
    }
    if (!one.has("first")) {
      return open(asked);
    }
    JsonNode before = open(message(one.path("first").asText()));
    return ok(
        gateway.post(
            "/v1/ask/sessions/" + before.path("session_id").asText() + "/messages",
            asked.toString()));
  }

  private static ObjectNode message(String content) {
    ObjectNode message = Event.JSON.createObjectNode().put("content", content);
    message.put("time_zone", "Europe/Berlin");
    message.putArray("include").add("interpretation").add("grounding");
    return message;
  }

  private JsonNode open(ObjectNode message) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.putObject("scope").put("type", "library");
    body.set("initial_message", message);
    return ok(gateway.post("/v1/ask/sessions", body.toString()));
  }

  private static JsonNode ok(Gateway.Answer answer) {
    assertEquals(200, answer.status(), answer.raw());
    return answer.body();
  }

  private static boolean isRight(JsonNode one, JsonNode answer) {
    JsonNode grounding = answer.path("grounding");
    boolean read =
        one.path("interpretation")
            .propertyStream()
            .allMatch(
                member ->
                    member.getValue().equals(answer.path("interpretation").path(member.getKey())));
    boolean told =
        grounding.path("state").equals(one.path("state"))
            && (!one.has("total") || grounding.path("total").equals(one.path("total")))
            && answer.at("/message/content").asText().startsWith(one.path("says").asText());
    boolean cited =
        answer
            .at("/message/parts")
            .valueStream()
            .filter(part -> part.path("type").asText().equals("citation"))
            .anyMatch(
                part ->
                    part.path("recording_id").equals(one.path("recording_id"))
                        && part.path("start_ms").equals(one.path("start_ms")));
    return read && told && cited == one.has("recording_id");
  }
}
