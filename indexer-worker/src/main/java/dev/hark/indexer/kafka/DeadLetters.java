package dev.hark.indexer.kafka;

import dev.hark.indexer.event.Problem;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps events that can never work. */
interface DeadLetters {
  /** Returns when the letter is durable, or cannot be for now. */
  Disposition publish(ConsumerRecord<byte[], ByteBuffer> record, Problem problem);
}
