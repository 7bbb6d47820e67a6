package dev.hark.indexer.kafka;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventDecoder;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.event.json.JsonEventDecoder;
import dev.hark.indexer.event.protobuf.ProtobufEventDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Decodes records by what their header says they are. */
final class Decoders {
  private static final String PROTOBUF = "application/x-protobuf";

  /** Decoding takes several times the event's size for a moment: the large ones take turns. */
  private static final int LARGE = 1 << 20;

  private final EventDecoder json = new JsonEventDecoder();
  private final EventDecoder protobuf = new ProtobufEventDecoder();
  private final Semaphore largeOnes = new Semaphore(1, true);

  Decoded decode(ConsumerRecord<byte[], ByteBuffer> record) throws InterruptedException {
    ByteBuffer value = record.value();
    if (value == null || !value.hasRemaining()) {
      Problem problem =
          new Problem(ErrorCode.EMPTY_VALUE, "expected an event, not an empty record");
      return new Decoded.Unacceptable(problem, Subject.UNKNOWN);
    }
    EventDecoder decoder = isProtobuf(record) ? protobuf : json;
    if (value.remaining() < LARGE) {
      return decoder.decode(value);
    }
    largeOnes.acquire();
    try {
      return decoder.decode(value);
    } finally {
      largeOnes.release();
    }
  }

  /** What an event is about, as far as can be told without its words. */
  Subject subject(ConsumerRecord<byte[], ByteBuffer> record) {
    return (isProtobuf(record) ? protobuf : json).subject(record.value());
  }

  private static boolean isProtobuf(ConsumerRecord<byte[], ByteBuffer> record) {
    Header header = record.headers().lastHeader("content-type");
    if (header == null || header.value() == null) {
      return false;
    }
    String type = new String(header.value(), StandardCharsets.UTF_8);
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(PROTOBUF);
  }
}
