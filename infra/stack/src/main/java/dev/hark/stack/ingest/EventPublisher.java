package dev.hark.stack.ingest;

import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.kafka.EventProducer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes events to Kafka: each once, those with the same key in the order given, and told as done
 * only when the broker has them for good.
 */
final class EventPublisher implements AutoCloseable {
  static final String TOPIC = "recording-events";

  private final KafkaProducer<String, String> producer;

  EventPublisher(String bootstrap) {
    producer =
        new KafkaProducer<>(
            EventProducer.settings(bootstrap), new StringSerializer(), new StringSerializer());
  }

  /** What has become of an event that was to be published. */
  interface Outcome {
    /** The broker has it for good. */
    void published(Event event, Place place);

    /** The broker does not have it, or nobody knows. */
    void failed(Event event, String reason);
  }

  /** Tells the outcome from another thread or this one. */
  void publish(Event event, Outcome outcome) {
    var message = new ProducerRecord<>(TOPIC, event.key(), event.text());
    try {
      var _ =
          producer.send(
              message,
              (place, failure) -> {
                if (failure == null) {
                  outcome.published(event, new Place(place.partition(), place.offset()));
                } else {
                  outcome.failed(event, String.valueOf(failure.getMessage()));
                }
              });
    } catch (KafkaException e) {
      outcome.failed(event, String.valueOf(e.getMessage()));
    }
  }

  /** Blocks until the outcome of every event is told. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
