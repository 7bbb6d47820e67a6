package dev.hark.indexer.kafka;

import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.protobuf.OutcomeMessage;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import dev.hark.runtime.id.Ids.RecordingId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The topic that tells what became of recordings, for whoever passes it on. Told after the effect
 * is durable and before the offset is committed: at least once, with the same id each time.
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
    if (type == EventType.TRANSCRIPTION_COMPLETED) {
      return send(subject, OutcomeMessage.indexed(subject));
    }
    return type == EventType.TRANSCRIPTION_FAILED ? failed(subject) : new Disposition.Done();
  }

  /** Tells that the recording was marked as failed. */
  Disposition failed(Subject subject) {
    return send(subject, OutcomeMessage.failed(subject));
  }

  private Disposition send(Subject subject, Optional<byte[]> message) {
    RecordingId recording = subject.recording();
    if (message.isEmpty() || recording == null) {
      return new Disposition.Done();
    }
    try {
      return producer.send(
          new ProducerRecord<>(
              topic, recording.value().getBytes(StandardCharsets.UTF_8), message.get()),
          RetryCause.OUTCOMES_TOPIC);
    } catch (RecordTooLargeException e) {
      return new Disposition.Wait(
          RetryCause.OUTCOMES_TOPIC, "the topic " + topic + " takes nothing of 1 KiB");
    }
  }
}
