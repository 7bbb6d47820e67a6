package dev.hark.gateway.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.stack.SharedStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the worker could not take, told to whoever runs the system. */
class DeadLettersIT {
  private static final String PATH = "/v1/admin/dead-letters";
  private static final String ROOT = "Authorization: Bearer " + RunningGateway.ROOT_TOKEN;
  private static final long MORNING = Instant.parse("2026-05-04T09:00:00Z").toEpochMilli();

  private final String topic = "dead_" + UUID.randomUUID();

  private RunningGateway gateway(Map<String, Object> more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "hark.admin.root-token",
                RunningGateway.ROOT_TOKEN,
                "hark.events.topic",
                "events",
                "hark.indexing.dead-letter-topic",
                topic));
    settings.putAll(more);
    return RunningGateway.shared().beside(settings);
  }

  private ProducerRecord<String, byte[]> letter(int partition, int minute, String key) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            topic,
            partition,
            MORNING + minute * 60_000L,
            key,
            "{\"text\":\"Secret words.\"}".getBytes(StandardCharsets.UTF_8));
    Map.of(
            "error-code", "wrong_value",
            "error-message", "data.segments[3].start_ms: at least 0",
            "source-partition", "2",
            "source-offset", "17",
            "failed-at", "2026-05-04T09:00:00.000Z")
        .forEach(
            (name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return letter;
  }

  private void send(List<ProducerRecord<String, byte[]>> letters) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            SharedStack.get().kafkaBootstrap(),
            "max.request.size",
            40 << 20,
            "buffer.memory",
            90L << 20);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<String, byte[]> letter : letters) {
        var _ = producer.send(letter).get();
      }
    }
  }

  @Test
  void theNewestAreToldFirstAndNoWordOfThem() throws Exception {
    SharedStack.get().kafka().create(topic, 2);
    send(
        List.of(
            letter(0, 1, "rec_1"),
            letter(0, 4, "eu_1"),
            letter(1, 2, "rec_2"),
            letter(1, 3, "rec_3")));
    try (RunningGateway gateway = gateway(Map.of())) {
      RawAnswer answer = gateway.http().get(PATH, ROOT);
      assertEquals(200, answer.status(), answer::toString);
      List<String> ids = new ArrayList<>();
      answer.json().path("data").forEach(one -> ids.add(one.path("id").asText()));
      assertEquals(List.of("0-1", "1-1", "1-0", "0-0"), ids);
      assertEquals(
          """
          {"id":"1-1","created_at":"2026-05-04T09:03:00.000Z","code":"wrong_value",\
          "reason":"data.segments[3].start_ms: at least 0","recording_id":"rec_3",\
          "end_user_id":null,"topic":"events","partition":2,"offset":17}\
          """,
          answer.json().path("data").path(1).toString());
      assertEquals("eu_1", answer.json().at("/data/0/end_user_id").asText());
      assertFalse(answer.body().contains("ecret"), answer::body);
      JsonNode two = gateway.http().get(PATH + "?limit=2", ROOT).json();
      assertEquals("0-1", two.at("/data/0/id").asText());
      assertEquals("2 4", two.path("data").size() + " " + two.path("total"));
      assertEquals("limit", gateway.http().get(PATH + "?limit=0", ROOT).param());
    }
  }

  /** Whoever may write to the topic may write anything. */
  @Test
  void whatIsNotInFormIsNullAndTheLargestAreRead() throws Exception {
    SharedStack.get().kafka().create(topic, 1);
    ProducerRecord<String, byte[]> strange =
        new ProducerRecord<>(topic, 0, MORNING, "rec-1 <b>", new byte[39 << 20]);
    strange.headers().add("error-message", "x".repeat(2_000).getBytes(StandardCharsets.UTF_8));
    strange.headers().add("source-partition", "-1".getBytes(StandardCharsets.UTF_8));
    send(List.of(strange, new ProducerRecord<>(topic, 0, MORNING + 1, "", new byte[0])));
    try (RunningGateway gateway = gateway(Map.of())) {
      RawAnswer answer = gateway.http().get(PATH, ROOT);
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(
          """
          {"id":"0-0","created_at":"2026-05-04T09:00:00.000Z","code":null,"reason":null,\
          "recording_id":null,"end_user_id":null,"topic":"events","partition":null,"offset":null}\
          """,
          answer.json().path("data").path(1).toString());
    }
  }

  @Test
  void withoutKafkaOrItsTopicItIs503InTime() {
    Map<String, Object> away = Map.of("kafka.bootstrap.servers", "127.0.0.1:1");
    for (Map<String, Object> settings : List.of(away, Map.<String, Object>of())) {
      try (RunningGateway gateway = gateway(settings)) {
        for (int i = 0; i < 2; i++) {
          long start = System.nanoTime();
          RawAnswer answer = gateway.http().get(PATH, ROOT);
          long took = (System.nanoTime() - start) / 1_000_000;
          assertEquals("503 unavailable", answer.status() + " " + answer.code());
          assertEquals("1", answer.header("retry-after"));
          // The first loads classes on a machine that runs everything else, too.
          assertTrue(took < (i == 0 ? 5_000 : 3_000), took + " ms");
        }
      }
    }
  }

  @Test
  void theRootTokenAloneOpensIt() {
    RunningGateway gateway = RunningGateway.shared();
    String key = "Authorization: Bearer " + gateway.key("--project", "proj_dead");
    assertEquals(401, gateway.http().get(PATH, key).status());
    assertEquals(401, gateway.http().get(PATH).status());
    assertEquals(404, RunningGateway.second().http().get(PATH, ROOT).status());
  }
}
