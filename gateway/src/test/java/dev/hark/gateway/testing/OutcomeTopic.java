package dev.hark.gateway.testing;

import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.stack.SharedStack;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic on which a test tells what the worker does. */
public final class OutcomeTopic {
  private final String name = "outcomes-" + UUID.randomUUID();
  private final KafkaProducer<String, byte[]> producer;

  public OutcomeTopic() {
    SharedStack.get().kafka().create(name, 2);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedStack.get().kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public String name() {
    return name;
  }

  /** For a gateway that is alone in its group. */
  public Map<String, Object> settings() {
    return Map.of("hark.outcomes.topic", name, "hark.outcomes.group", name);
  }

  /** As the worker does. */
  public void publish(RecordingOutcome outcome) {
    String key =
        outcome.getRecordingId().isEmpty() ? outcome.getEndUserId() : outcome.getRecordingId();
    try {
      producer.send(new ProducerRecord<>(name, key, outcome.toByteArray())).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
