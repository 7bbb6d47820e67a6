package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Decoded;
import dev.hark.indexer.event.Problem;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.Result;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one record to its end: into the index, or among the dead letters. */
final class RecordProcessor {
  private static final Logger log = LoggerFactory.getLogger(RecordProcessor.class);

  private final Decoders decoders = new Decoders();
  private final IndexEvent indexEvent;
  private final MarkFailed markFailed;
  private final DeadLetters deadLetters;
  private final WorkerMetrics metrics;

  RecordProcessor(
      IndexEvent indexEvent,
      MarkFailed markFailed,
      DeadLetters deadLetters,
      WorkerMetrics metrics) {
    this.indexEvent = indexEvent;
    this.markFailed = markFailed;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  Disposition process(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return switch (decoders.decode(record)) {
      case Decoded.Accepted accepted -> {
        Result result = indexEvent.index(accepted.event());
        yield settle(record, Subject.of(accepted.event()), result);
      }
      case Decoded.Unacceptable bad -> reject(record, bad.subject(), bad.problem());
    };
  }

  private Disposition settle(
      ConsumerRecord<byte[], ByteBuffer> record, Subject subject, Result result) {
    return switch (result) {
      case Result.Indexed _ -> done(subject, "indexed");
      case Result.Stale _ -> done(subject, "stale");
      case Result.Rejected rejected -> reject(record, subject, rejected.problem());
      case Result.RetryLater later -> new Disposition.Wait(later.cause(), later.message());
    };
  }

  private Disposition reject(
      ConsumerRecord<byte[], ByteBuffer> record, Subject subject, Problem problem) {
    // The mark comes first: after a crash between the two, both are done again, to the same end.
    if (markFailed.mark(subject, problem) instanceof Result.RetryLater later) {
      return new Disposition.Wait(later.cause(), later.message());
    }
    Disposition kept = deadLetters.publish(record, problem);
    if (kept instanceof Disposition.Done) {
      log.warn(
          "event {} of {}-{} at {} can never work, now a dead letter: {}: {}",
          subject.id(),
          record.topic(),
          record.partition(),
          record.offset(),
          problem.code().wireName(),
          problem.message());
      metrics.deadLetter(problem.code());
      return done(subject, "rejected");
    }
    return kept;
  }

  private Disposition done(Subject subject, String outcome) {
    metrics.event(subject.type(), outcome);
    return new Disposition.Done();
  }
}
