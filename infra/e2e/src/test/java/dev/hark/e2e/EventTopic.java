package dev.hark.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of events on the real broker: publishes, and tells what a worker has yet to do. */
final class EventTopic implements AutoCloseable {
  private static final int LARGEST_RECORD = 40 * 1024 * 1024;

  private final String bootstrap;
  private final String name;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Future<RecordMetadata>> unacknowledged = new ArrayList<>();

  EventTopic(String bootstrap, String name) {
    this.bootstrap = bootstrap;
    this.name = name;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    // One request at a time instead of idempotence, which now and then never recovers when the
    // first
    // requests to a topic just made are answered out of order. An event that comes twice is fine.
    settings.put("enable.idempotence", false);
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("max.request.size", LARGEST_RECORD);
    settings.put("buffer.memory", 2L * LARGEST_RECORD);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  String name() {
    return name;
  }

  void create(int partitions) throws ExecutionException, InterruptedException {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(Map.of("max.message.bytes", String.valueOf(LARGEST_RECORD)));
    admin.createTopics(List.of(topic)).all().get();
  }

  void publish(Event event) {
    publish(event.key(), event.bytes());
  }

  void publish(Event event, String header, String value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(name, event.key(), event.bytes());
    record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    unacknowledged.add(producer.send(record));
  }

  void publish(String key, byte[] value) {
    unacknowledged.add(producer.send(new ProducerRecord<>(name, key, value)));
  }

  /** Waits until the broker has everything that was published. */
  void flush() {
    producer.flush();
    for (Future<RecordMetadata> sent : unacknowledged) {
      try {
        sent.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    unacknowledged.clear();
  }

  /** Events of this topic that the group has not committed yet. */
  long lag(String group) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicDescription topic :
        admin.describeTopics(List.of(name)).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  partitions.put(
                      new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(partitions).all().get();
    Map<TopicPartition, OffsetAndMetadata> done =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    long lag = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      OffsetAndMetadata committed = done.get(end.getKey());
      lag += end.getValue().offset() - (committed == null ? 0 : committed.offset());
    }
    return lag;
  }

  /** All records there are, from the earliest on. */
  List<ConsumerRecord<String, byte[]>> readAll() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  static String header(ConsumerRecord<String, byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
