package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Decoded;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Problem;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.TranscriptionCompleted;
import dev.hark.indexer.event.Words;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.RetryCause;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one record to its end: into the index, among the dead letters, or to the topic of those
 * whose words have to be fetched.
 */
final class RecordProcessor {
  private static final Logger log = LoggerFactory.getLogger(RecordProcessor.class);

  private static final Problem TOO_LARGE_TO_WAIT =
      new Problem(
          ErrorCode.TOO_LARGE, "the event: larger than the topic of those to be fetched takes");

  private final Decoders decoders = new Decoders();
  private final IndexEvent indexEvent;
  private final MarkFailed markFailed;
  private final KafkaDeadLetters deadLetters;
  private final FetchTopic fetchTopic;
  private final WorkerMetrics metrics;

  RecordProcessor(
      IndexEvent indexEvent,
      MarkFailed markFailed,
      KafkaDeadLetters deadLetters,
      FetchTopic fetchTopic,
      WorkerMetrics metrics) {
    this.indexEvent = indexEvent;
    this.markFailed = markFailed;
    this.deadLetters = deadLetters;
    this.fetchTopic = fetchTopic;
    this.metrics = metrics;
  }

  /** Waits for nobody's server: an event whose words are elsewhere is handed over. */
  Disposition process(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return handle(
        record,
        event ->
            event instanceof TranscriptionCompleted completed
                    && completed.words() instanceof Words.At(URI url)
                ? handOver(record, completed, url)
                : index(record, event));
  }

  /** Asks the server that has the words. */
  Disposition fetch(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return handle(record, event -> index(record, event));
  }

  private Disposition handle(
      ConsumerRecord<byte[], ByteBuffer> record, Function<RecordingEvent, Disposition> accepted)
      throws InterruptedException {
    try {
      return switch (decoders.decode(record)) {
        case Decoded.Accepted good -> accepted.apply(good.event());
        case Decoded.Unacceptable bad -> reject(record, bad.subject(), bad.problem());
      };
    } catch (RuntimeException e) {
      return isEnding(e)
          ? new Disposition.Wait(RetryCause.INTERNAL, "interrupted")
          : fault(record, e);
    }
  }

  private Disposition handOver(
      ConsumerRecord<byte[], ByteBuffer> record, TranscriptionCompleted event, URI url) {
    Optional<Problem> impossible = indexEvent.check(url);
    if (impossible.isPresent()) {
      return reject(record, Subject.of(event), impossible.get());
    }
    try {
      return fetchTopic.handOver(record, event.envelope().project());
    } catch (RecordTooLargeException e) {
      return reject(record, Subject.of(event), TOO_LARGE_TO_WAIT);
    }
  }

  private Disposition index(ConsumerRecord<byte[], ByteBuffer> record, RecordingEvent event) {
    Subject subject = Subject.of(event);
    return switch (indexEvent.index(event)) {
      case Result.Indexed _ -> done(subject, "indexed");
      case Result.Stale _ -> done(subject, "stale");
      case Result.Rejected rejected -> reject(record, subject, rejected.problem());
      case Result.RetryLater later -> new Disposition.Wait(later.cause(), later.message());
    };
  }

  /** Makes a dead letter of a record that was tried in vain. */
  Disposition giveUp(ConsumerRecord<byte[], ByteBuffer> record, Problem problem)
      throws InterruptedException {
    return switch (decoders.decode(record)) {
      case Decoded.Accepted good -> reject(record, Subject.of(good.event()), problem);
      case Decoded.Unacceptable bad -> reject(record, bad.subject(), problem);
    };
  }

  private Disposition reject(
      ConsumerRecord<byte[], ByteBuffer> record, Subject subject, Problem problem) {
    // The mark comes first: after a crash between the two, both are done again, to the same end.
    if (markFailed.mark(subject, problem) instanceof Result.RetryLater later) {
      return new Disposition.Wait(later.cause(), later.message());
    }
    return keep(record, subject, problem);
  }

  private Disposition keep(
      ConsumerRecord<byte[], ByteBuffer> record, Subject subject, Problem problem) {
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

  /** A fault of ours comes again with the same event: it is kept, and the others go on. */
  private Disposition fault(ConsumerRecord<byte[], ByteBuffer> record, RuntimeException fault)
      throws InterruptedException {
    log.error(
        "cannot process {}-{} at {}",
        record.topic(),
        record.partition(),
        record.offset(),
        PartitionWork.bare(fault));
    Problem problem =
        new Problem(ErrorCode.INTERNAL_ERROR, "a fault of the indexer: " + fault.getClass());
    try {
      return giveUp(record, problem);
    } catch (RuntimeException e) {
      return keep(record, Subject.UNKNOWN, problem);
    }
  }

  /** What comes of being told to end is no fault. */
  private static boolean isEnding(RuntimeException e) {
    return Thread.currentThread().isInterrupted()
        || e instanceof RejectedExecutionException
        || e.getCause() instanceof InterruptedException;
  }

  private Disposition done(Subject subject, String outcome) {
    metrics.event(subject.type(), outcome);
    return new Disposition.Done();
  }
}
