package dev.hark.indexer.kafka;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.Segment.Words;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one record to its end: into the index, among the dead letters, or to the topic of those
 * whose words have to be fetched or that would hold up others.
 */
final class RecordProcessor {
  private static final Logger log = LoggerFactory.getLogger(RecordProcessor.class);

  private static final Problem TOO_LARGE_TO_WAIT =
      new Problem(
          ErrorCode.TOO_LARGE, "the event: larger than the topic of those to be fetched takes");

  private final Decoders decoders = new Decoders();
  private final IndexEvent indexEvent;
  private final MarkFailed markFailed;
  private final DeadLetters deadLetters;
  private final Outcomes outcomes;
  private final SideTopic fetchTopic;
  private final BulkLane bulk;
  private final WorkerMetrics metrics;

  RecordProcessor(
      IndexEvent indexEvent,
      MarkFailed markFailed,
      DeadLetters deadLetters,
      Outcomes outcomes,
      SideTopic fetchTopic,
      BulkLane bulk,
      WorkerMetrics metrics) {
    this.indexEvent = indexEvent;
    this.markFailed = markFailed;
    this.deadLetters = deadLetters;
    this.outcomes = outcomes;
    this.fetchTopic = fetchTopic;
    this.bulk = bulk;
    this.metrics = metrics;
  }

  /** Does itself what is small and new, and waits for nobody. */
  Attempt process(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return guarded(record, () -> main(record))
        .around(attempt -> () -> guarded(record, attempt::end).end());
  }

  /** Does what is bulk, and waits for nobody's server. */
  Attempt bulk(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return guarded(record, () -> handle(record, decoders.decode(record), Lane.BULK));
  }

  /** Asks the server that has the words. */
  Attempt fetch(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    return guarded(
        record,
        () ->
            switch (decoders.decode(record)) {
              case Decoded.Accepted good -> index(record, good.event(), Lane.BULK);
              case Decoded.Unacceptable bad -> reject(record, bad.subject(), bad.problem());
            });
  }

  private interface Step {
    Attempt run() throws InterruptedException;
  }

  private Attempt guarded(ConsumerRecord<byte[], ByteBuffer> record, Step step)
      throws InterruptedException {
    try {
      return step.run();
    } catch (RuntimeException e) {
      return isEnding(e)
          ? new Disposition.Wait(RetryCause.INTERNAL, "interrupted")
          : fault(record, e);
    }
  }

  /**
   * What is large is handed over before it is decoded, which takes seconds, and waited for, as it
   * fills the producer's memory.
   */
  private Attempt main(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    if (bulk.isLarge(record)) {
      return bulk.handOver(
              record,
              decoders.subject(record),
              () -> handle(record, decoders.decode(record), Lane.MAIN))
          .end();
    }
    Decoded decoded = decoders.decode(record);
    Subject subject = subject(decoded);
    Attempt inOrder = () -> handle(record, decoded, Lane.MAIN);
    return !isElsewhere(decoded) && bulk.isOverShare(record, subject)
        ? bulk.handOver(record, subject, inOrder)
        : inOrder;
  }

  private static Subject subject(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Accepted good -> Subject.of(good.event());
      case Decoded.Unacceptable bad -> bad.subject();
    };
  }

  /** Then it is handed over anyway. */
  private static boolean isElsewhere(Decoded decoded) {
    return decoded instanceof Decoded.Accepted(TranscriptionCompleted event)
        && event.words() instanceof Words.At;
  }

  private Disposition handle(
      ConsumerRecord<byte[], ByteBuffer> record, Decoded decoded, Lane lane) {
    return switch (decoded) {
      case Decoded.Accepted(TranscriptionCompleted completed)
          when completed.words() instanceof Words.At(URI url) ->
          handOver(record, completed, url);
      case Decoded.Accepted good -> index(record, good.event(), lane);
      case Decoded.Unacceptable bad -> reject(record, bad.subject(), bad.problem());
    };
  }

  private Disposition handOver(
      ConsumerRecord<byte[], ByteBuffer> record, TranscriptionCompleted event, URI url) {
    Optional<Problem> impossible = indexEvent.check(url);
    if (impossible.isPresent()) {
      return reject(record, Subject.of(event), impossible.get());
    }
    try {
      return fetchTopic.handOver(record, event.envelope().project().value()).get();
    } catch (RecordTooLargeException e) {
      return reject(record, Subject.of(event), TOO_LARGE_TO_WAIT);
    }
  }

  private Disposition index(
      ConsumerRecord<byte[], ByteBuffer> record, RecordingEvent event, Lane lane) {
    Subject subject = Subject.of(event);
    return switch (indexEvent.index(event, lane)) {
      case Result.Indexed _ -> told(subject, "indexed");
      // Of the same event, perhaps, whose offset or outcome a crash has lost.
      case Result.Stale _ -> told(subject, "stale");
      case Result.Deleted _ -> done(subject, "stale");
      case Result.Rejected rejected -> reject(record, subject, rejected.problem());
      case Result.RetryLater later -> new Disposition.Wait(later.cause(), later.message());
    };
  }

  /** Makes a dead letter of a record that was tried in vain. */
  Disposition giveUp(ConsumerRecord<byte[], ByteBuffer> record, Problem problem)
      throws InterruptedException {
    return reject(record, subject(decoders.decode(record)), problem);
  }

  private Disposition reject(
      ConsumerRecord<byte[], ByteBuffer> record, Subject subject, Problem problem) {
    // The mark comes first: after a crash between the two, both are done again, to the same end.
    return switch (markFailed.mark(subject, problem)) {
      case Result.RetryLater later -> new Disposition.Wait(later.cause(), later.message());
      case Result.Indexed _, Result.Stale _ ->
          outcomes.failed(subject) instanceof Disposition.Wait wait
              ? wait
              : keep(record, subject, problem);
      case Result.Deleted _, Result.Rejected _ -> keep(record, subject, problem);
    };
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

  /** What is durable is told before the offset is committed: once at least. */
  private Disposition told(Subject subject, String outcome) {
    return outcomes.of(subject) instanceof Disposition.Wait wait ? wait : done(subject, outcome);
  }

  private Disposition done(Subject subject, String outcome) {
    metrics.event(subject.type(), outcome);
    return new Disposition.Done();
  }
}
