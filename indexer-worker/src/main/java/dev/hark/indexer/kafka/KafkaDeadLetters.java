package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Problem;
import dev.hark.indexer.indexing.RetryCause;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The dead-letter topic. A letter that crossed a crash may be there twice, with the same offset.
 */
final class KafkaDeadLetters {
  private final String topic;
  private final AcknowledgedProducer producer;
  private final Clock clock;

  KafkaDeadLetters(String topic, AcknowledgedProducer producer, Clock clock) {
    this.topic = topic;
    this.producer = producer;
    this.clock = clock;
  }

  /** Returns when the letter is durable, or cannot be for now. */
  Disposition publish(ConsumerRecord<byte[], ByteBuffer> record, Problem problem) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic,
            null,
            record.key(),
            DeadLetterRecord.value(record),
            DeadLetterRecord.headers(record, problem, clock.instant()));
    try {
      return producer.send(letter, RetryCause.DEAD_LETTERS);
    } catch (RecordTooLargeException e) {
      // There is nowhere else to keep it: the topic has to allow more.
      return new Disposition.Wait(
          RetryCause.DEAD_LETTERS,
          "the topic %s takes none so large: %s".formatted(topic, e.getMessage()));
    }
  }
}
