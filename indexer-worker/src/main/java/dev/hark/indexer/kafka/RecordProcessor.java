package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Decoded;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.Problem;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.TranscriptionCompleted;
import dev.hark.indexer.event.Words;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.Result;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one record to its end: into the index, or among the dead letters. */
final class RecordProcessor {
  private static final Logger log = LoggerFactory.getLogger(RecordProcessor.class);

  /** One whose server is slow must not hold up all others. */
  private static final int FETCHED_AT_LEAST = 2;

  private final Decoders decoders = new Decoders();
  private final IndexEvent indexEvent;
  private final MarkFailed markFailed;
  private final DeadLetters deadLetters;
  private final WorkerMetrics metrics;
  private final Semaphore fetchedTranscripts;

  /**
   * Makes a processor.
   *
   * @param bytesInWork room for transcripts that are not in their events
   */
  RecordProcessor(
      IndexEvent indexEvent,
      MarkFailed markFailed,
      DeadLetters deadLetters,
      WorkerMetrics metrics,
      long bytesInWork) {
    this.indexEvent = indexEvent;
    this.markFailed = markFailed;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    int atOnce = Math.toIntExact(Math.max(FETCHED_AT_LEAST, bytesInWork / Limits.MAX_BYTES));
    this.fetchedTranscripts = new Semaphore(atOnce, true);
  }

  Disposition process(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return switch (decoders.decode(record)) {
      case Decoded.Accepted accepted -> {
        Result result = index(accepted.event());
        yield settle(record, Subject.of(accepted.event()), result);
      }
      case Decoded.Unacceptable bad -> reject(record, bad.subject(), bad.problem());
    };
  }

  /** A transcript behind an address may be as large as an event, but no budget has counted it. */
  private Result index(RecordingEvent event) throws InterruptedException {
    boolean fetches = event instanceof TranscriptionCompleted c && c.words() instanceof Words.At;
    if (!fetches) {
      return indexEvent.index(event);
    }
    fetchedTranscripts.acquire();
    try {
      return indexEvent.index(event);
    } finally {
      fetchedTranscripts.release();
    }
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
