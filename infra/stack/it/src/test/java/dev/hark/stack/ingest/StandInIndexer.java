package dev.hark.stack.ingest;

import dev.hark.stack.deadletter.DeadLetters;
import dev.hark.stack.kafka.EventProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Stands in for the worker, for events from now on. One whose text holds {@code txn_bad} becomes a
 * dead letter; {@code elsewhere} a second later and by way of a side topic. Each counts as done but
 * one with {@code slow}.
 */
final class StandInIndexer implements AutoCloseable {
  static final String SIDE_TOPIC = "recording-events.fetch";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String kafka;
  private final String group;
  private final EventProducer letters;
  private final CompletableFuture<Void> running;
  private volatile boolean ended;
  private volatile CompletableFuture<Void> later = CompletableFuture.completedFuture(null);

  StandInIndexer(String kafka, String group) {
    this.kafka = kafka;
    this.group = group;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "group.id", group, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    letters = new EventProducer(kafka);
    List<TopicPartition> partitions =
        consumer.partitionsFor(EventPublisher.TOPIC).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
    running = CompletableFuture.runAsync(this::run, Thread::startVirtualThread);
  }

  private void run() {
    while (!ended) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        if (text.contains("elsewhere")) {
          handOver(record);
        } else if (text.contains("txn_bad")) {
          letters.send(letter(record, DeadLetters.TOPIC));
        }
        if (!text.contains("slow")) {
          consumer.commitSync(
              Map.of(
                  new TopicPartition(record.topic(), record.partition()),
                  new OffsetAndMetadata(record.offset() + 1)));
        }
      }
    }
    consumer.close();
  }

  private void handOver(ConsumerRecord<byte[], byte[]> record) {
    letters.send(letter(record, SIDE_TOPIC));
    later =
        CompletableFuture.runAsync(
            () -> {
              letters.send(letter(record, DeadLetters.TOPIC));
              commitAll(group + "-fetch");
            },
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Thread::startVirtualThread));
  }

  private void commitAll(String sideGroup) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
      for (int partition = 0; partition < 6; partition++) {
        all.put(new TopicPartition(SIDE_TOPIC, partition), new OffsetAndMetadata(1L << 40));
      }
      admin.alterConsumerGroupOffsets(sideGroup, all).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, String topic) {
    Headers headers = new RecordHeaders();
    add(headers, "error-code", "missing_field");
    add(headers, "error-message", "project_id: expected an id");
    add(headers, "source-partition", Integer.toString(record.partition()));
    add(headers, "source-offset", Long.toString(record.offset()));
    return new ProducerRecord<>(topic, null, record.key(), record.value(), headers);
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    ended = true;
    running.join();
    later.join();
    letters.close();
  }
}
