package dev.hark.indexer.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of one test, with its dead letters. */
final class TestTopic implements AutoCloseable {
  private final Stack stack = SharedStack.get();
  private final String name = "events-" + UUID.randomUUID();
  private final KafkaProducer<String, byte[]> producer;

  TestTopic(int partitions) {
    this(partitions, Map.of());
  }

  TestTopic(int partitions, Map<String, String> deadLetterSettings) {
    this();
    create(partitions);
    stack.kafka().create(name + ".dlq", 1, deadLetterSettings);
  }

  private TestTopic() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.kafkaBootstrap());
    settings.put("max.request.size", DeadLetters.LARGEST_RECORD);
    settings.put("buffer.memory", 2L * DeadLetters.LARGEST_RECORD);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A topic that is not there yet. */
  static TestTopic later() {
    return new TestTopic();
  }

  void create(int partitions) {
    createAllButOutcomes(partitions);
    createOutcomes();
  }

  void createOutcomes() {
    stack.kafka().create(name + ".outcomes", 1);
  }

  void createAllButOutcomes(int partitions) {
    stack.kafka().create(name, partitions);
    stack.kafka().create(name + ".fetch", 1);
    stack.kafka().create(name + ".bulk", 1);
  }

  String name() {
    return name;
  }

  String bootstrap() {
    return stack.kafkaBootstrap();
  }

  void send(int partition, String value) {
    send(partition, value.getBytes(StandardCharsets.UTF_8), List.of());
  }

  void sendProtobuf(int partition, byte[] value) {
    byte[] type = "application/x-protobuf".getBytes(StandardCharsets.UTF_8);
    send(partition, value, List.of(new RecordHeader("content-type", type)));
  }

  void send(int partition, byte[] value, List<Header> headers) {
    try {
      producer.send(new ProducerRecord<>(name, partition, "key", value, headers)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the worker's group has committed; 0 where nothing was. */
  long committed(int partition) {
    return committed("-group", new TopicPartition(name, partition));
  }

  /** The same of the bulk topic. */
  long committedOfBulk() {
    return committed("-group-bulk", new TopicPartition(name + ".bulk", 0));
  }

  private long committed(String group, TopicPartition partition) {
    try (Admin admin = admin()) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(name + group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return offset == null ? 0 : offset.offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lifts the limit that made the dead-letter topic refuse. */
  void takeDeadLetters() {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name + ".dlq");
    AlterConfigOp lift =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", ""), AlterConfigOp.OpType.DELETE);
    try (Admin admin = admin()) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(lift))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()));
  }

  List<ConsumerRecord<String, byte[]>> deadLetters() {
    return read(".dlq");
  }

  /** What the worker told. */
  List<RecordingOutcome> outcomes() {
    return read(".outcomes").stream().map(TestTopic::outcome).toList();
  }

  private static RecordingOutcome outcome(ConsumerRecord<String, byte[]> record) {
    try {
      return RecordingOutcome.parseFrom(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ConsumerRecord<String, byte[]>> read(String suffix) {
    TopicPartition partition = new TopicPartition(name + suffix, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
      return letters;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
