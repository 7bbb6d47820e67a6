package dev.hark.indexer.kafka;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One attempt at an event whose words have to be fetched.
 *
 * @param attempt what is done with the event
 * @param processor makes a dead letter of it when its words' server has had its time
 */
record FetchAttempt(
    PartitionWork.RecordAttempt attempt,
    RecordProcessor processor,
    Duration giveUpAfter,
    Clock clock)
    implements SideLoop.SideAttempt {
  @Override
  public Disposition run(SideEvent event, ConsumerRecord<byte[], ByteBuffer> record) {
    return PartitionWork.attempt(
        any -> {
          Disposition disposition = attempt.process(record).end();
          return disposition instanceof Disposition.Wait(RetryCause cause, String message)
                  && cause == RetryCause.TRANSCRIPT_SOURCE
                  && event.isOver(clock.instant(), giveUpAfter)
              ? processor.giveUp(record, unreachable(message))
              : disposition;
        },
        record);
  }

  private Problem unreachable(String message) {
    return new Problem(
        ErrorCode.TRANSCRIPT_UNREACHABLE,
        "data.transcript_url: given up after %d s: %s".formatted(giveUpAfter.toSeconds(), message));
  }
}
