package dev.hark.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KafkaIT {
  private static final int MEBIBYTE = 1 << 20;

  private final Stack stack = SharedStack.get();

  @Test
  void passesARecordOf33Mebibytes() throws Exception {
    String topic = "stack-large-record";
    stack.kafka().create(topic, 3);
    byte[] value = new byte[33 * MEBIBYTE];
    new Random(1).nextBytes(value);
    try (var producer = producer(Map.of())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
    assertArrayEquals(value, first(topic).value());
  }

  @Test
  void creatingATopicTwiceLeavesItAsItIs() {
    stack.kafka().create("stack-twice", 2);
    stack.kafka().create("stack-twice", 5);
    try (var producer = producer(Map.of())) {
      assertEquals(2, producer.partitionsFor("stack-twice").size());
    }
  }

  @Test
  void neverCreatesATopicByUse() {
    try (var producer = producer(Map.of("max.block.ms", 1_000))) {
      var failure =
          assertThrows(
              ExecutionException.class,
              () -> producer.send(new ProducerRecord<>("stack-nobody-made-it", new byte[1])).get());
      assertInstanceOf(org.apache.kafka.common.errors.TimeoutException.class, failure.getCause());
    }
  }

  private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", stack.kafkaBootstrap());
    settings.put("max.request.size", 40 * MEBIBYTE);
    settings.put("buffer.memory", 48 * MEBIBYTE);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private ConsumerRecord<String, byte[]> first(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            stack.kafkaBootstrap(),
            "group.id",
            topic,
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> consumer.poll(Duration.ofSeconds(1)), records -> !records.isEmpty())
          .iterator()
          .next();
    }
  }
}
