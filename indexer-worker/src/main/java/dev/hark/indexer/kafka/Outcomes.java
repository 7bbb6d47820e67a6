package dev.hark.indexer.kafka;

import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.protobuf.OutcomeMessage;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The topic that tells what became of recordings and end users, for whoever passes it on. Told
 * after the effect is durable and before the offset is committed: at least once, with the same id
 * each time.
 */
final class Outcomes {
  private final String topic;
  private final AcknowledgedProducer producer;

  Outcomes(String topic, AcknowledgedProducer producer) {
    this.topic = topic;
    this.producer = producer;
  }

  /** Tells what the index now says, if the event is one that is told of. */
  Disposition of(Subject subject) {
    EventType type = subject.type();
    return switch (type) {
      case RECORDING_CREATED -> send(subject, OutcomeMessage.created(subject));
      case TRANSCRIPTION_COMPLETED -> send(subject, OutcomeMessage.indexed(subject));
      case TRANSCRIPTION_FAILED -> failed(subject);
      case RECORDING_DELETED, END_USER_DELETED -> send(subject, OutcomeMessage.deleted(subject));
      case RECORDING_UPDATED, TRANSCRIPTION_STARTED -> new Disposition.Done();
      case null -> new Disposition.Done();
    };
  }

  /** Tells that the recording was marked as failed. */
  Disposition failed(Subject subject) {
    return send(subject, OutcomeMessage.failed(subject));
  }

  private Disposition send(Subject subject, Optional<byte[]> message) {
    Optional<String> about = OutcomeMessage.about(subject);
    if (message.isEmpty() || about.isEmpty()) {
      return new Disposition.Done();
    }
    try {
      return producer.send(
          new ProducerRecord<>(topic, about.get().getBytes(StandardCharsets.UTF_8), message.get()),
          RetryCause.OUTCOMES_TOPIC);
    } catch (RecordTooLargeException e) {
      return new Disposition.Wait(
          RetryCause.OUTCOMES_TOPIC, "the topic " + topic + " takes nothing of 1 KiB");
    }
  }
}
