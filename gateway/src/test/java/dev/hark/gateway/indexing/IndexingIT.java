package dev.hark.gateway.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.stack.SharedStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** How far a worker is behind, as Kafka knows it. */
class IndexingIT {
  private static final String PATH = "/v1/admin/indexing";
  private static final String ROOT = "Authorization: Bearer " + RunningGateway.ROOT_TOKEN;

  private final String kafka = SharedStack.get().kafkaBootstrap();
  private final String events = "lag_" + UUID.randomUUID();
  private final String group = "worker_" + UUID.randomUUID();

  private RunningGateway gateway(Map<String, Object> more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "hark.admin.root-token",
                RunningGateway.ROOT_TOKEN,
                "hark.events.topic",
                events,
                "hark.indexing.group",
                group,
                "hark.indexing.fetch-topic",
                events + ".fetch",
                "hark.indexing.bulk-topic",
                events + ".bulk"));
    settings.putAll(more);
    return RunningGateway.shared().beside(settings);
  }

  private void send(String topic, int partition, int count) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        var _ = producer.send(new ProducerRecord<>(topic, partition, "rec_1", "{}")).get();
      }
    }
  }

  private void commit(String as, String topic, int partition, long offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      var _ =
          admin
              .alterConsumerGroupOffsets(
                  as, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
              .all()
              .get();
    }
  }

  @Test
  void eachPartitionIsToldWithWhatWaitsInIt() throws Exception {
    SharedStack.get().kafka().create(events, 2);
    SharedStack.get().kafka().create(events + ".bulk", 1);
    send(events, 0, 5);
    send(events, 1, 3);
    send(events + ".bulk", 0, 4);
    commit(group, events, 0, 2);
    commit(group + "-bulk", events + ".bulk", 0, 3);
    try (RunningGateway gateway = gateway(Map.of())) {
      RawAnswer answer = gateway.http().get(PATH, ROOT);
      assertEquals(
          """
          200 {"lag":7,"partitions":[\
          {"topic":"%1$s","partition":0,"end_offset":5,"committed_offset":2,"lag":3},\
          {"topic":"%1$s","partition":1,"end_offset":3,"committed_offset":null,"lag":3},\
          {"topic":"%1$s.bulk","partition":0,"end_offset":4,"committed_offset":3,"lag":1}]}\
          """
              .formatted(events),
          answer.status() + " " + answer.body());
      commit(group, events, 0, 5);
      commit(group, events, 1, 3);
      commit(group + "-bulk", events + ".bulk", 0, 4);
      JsonNode done = gateway.http().get(PATH, ROOT).json();
      assertEquals(0, done.path("lag").asInt(-1), done::toString);
    }
  }

  @Test
  void whatKafkaHasRemovedDoesNotWait() {
    assertEquals(3, IndexingAnswer.Partition.of("t", 0, 7, 10, 2L).lag());
    assertEquals(3, IndexingAnswer.Partition.of("t", 0, 7, 10, null).lag());
    assertEquals(0, IndexingAnswer.Partition.of("t", 0, 7, 10, 11L).lag());
  }

  @Test
  void withoutKafkaOrItsTopicItIs503InTimeAndAllElseWorks() {
    Map<String, Object> away = Map.of("kafka.bootstrap.servers", "127.0.0.1:1");
    for (Map<String, Object> settings : java.util.List.of(away, Map.<String, Object>of())) {
      try (RunningGateway gateway = gateway(settings)) {
        for (int i = 0; i < 2; i++) {
          long start = System.nanoTime();
          RawAnswer answer = gateway.http().get(PATH, ROOT);
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          assertEquals("503 unavailable", answer.status() + " " + answer.code());
          assertEquals("1", answer.header("retry-after"));
          // The first loads classes on a machine that runs everything else, too.
          assertTrue(took.toMillis() < (i == 0 ? 5_000 : 3_000), took::toString);
        }
        assertEquals(200, gateway.http().get("/v1/admin/keys?limit=1", ROOT).status());
      }
    }
  }

  @Test
  void theRootTokenAloneOpensIt() {
    RunningGateway gateway = RunningGateway.shared();
    String key = "Authorization: Bearer " + gateway.key("--project", "proj_lag");
    assertEquals(401, gateway.http().get(PATH, key).status());
    assertEquals(401, gateway.http().get(PATH).status());
    assertEquals(404, RunningGateway.second().http().get(PATH, ROOT).status());
  }
}
