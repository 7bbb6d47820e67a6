package dev.hark.indexer.event.protobuf;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventAssembler;
import dev.hark.indexer.event.EventDecoder;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.proto.event.v1.RecordingEvent;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Decodes events of {@code hark.event.v1}, under the same rules as JSON. */
public final class ProtobufEventDecoder implements EventDecoder {
  @Override
  public Decoded decode(ByteBuffer value) {
    if (value.remaining() > Limits.MAX_BYTES) {
      return tooLarge(value);
    }
    try {
      return decode(RecordingEvent.parseFrom(value));
    } catch (InvalidProtocolBufferException e) {
      return new Decoded.Unacceptable(
          new Problem(ErrorCode.NOT_PROTOBUF, "not a hark.event.v1.RecordingEvent"),
          Subject.UNKNOWN);
    }
  }

  private Decoded tooLarge(ByteBuffer value) {
    String message = "expected at most %d bytes".formatted(Limits.MAX_BYTES);
    return new Decoded.Unacceptable(new Problem(ErrorCode.TOO_LARGE, message), subject(value));
  }

  @Override
  public Subject subject(ByteBuffer value) {
    try {
      return switch (decode(WithoutSegments.read(value))) {
        case Decoded.Accepted accepted -> Subject.of(accepted.event());
        case Decoded.Unacceptable bad -> bad.subject();
      };
    } catch (InvalidProtocolBufferException e) {
      return Subject.UNKNOWN;
    }
  }

  private static Decoded decode(RecordingEvent message) {
    Optional<EventType> type = type(message);
    Fields envelope = EnvelopeFields.of(message);
    type.ifPresent(known -> envelope.put("type", known.wireName()));
    Fields data = Fields.of("data");
    Fields error = Fields.of("data.error");
    EventAssembler assembler = new EventAssembler(envelope, data, error);
    try {
      DataFields.read(message, data, error);
      return new Decoded.Accepted(assembler.event(type.orElseThrow(() -> unknownType())));
    } catch (UnacceptableEventException e) {
      return new Decoded.Unacceptable(e.problem(), assembler.subject());
    }
  }

  private static UnacceptableEventException unknownType() {
    return new UnacceptableEventException(
        ErrorCode.UNKNOWN_TYPE, "data: expected one of the event contract");
  }

  private static Optional<EventType> type(RecordingEvent message) {
    return switch (message.getDataCase()) {
      case RECORDING_CREATED -> Optional.of(EventType.RECORDING_CREATED);
      case RECORDING_UPDATED -> Optional.of(EventType.RECORDING_UPDATED);
      case TRANSCRIPTION_STARTED -> Optional.of(EventType.TRANSCRIPTION_STARTED);
      case TRANSCRIPTION_COMPLETED -> Optional.of(EventType.TRANSCRIPTION_COMPLETED);
      case TRANSCRIPTION_FAILED -> Optional.of(EventType.TRANSCRIPTION_FAILED);
      case RECORDING_DELETED -> Optional.of(EventType.RECORDING_DELETED);
      case END_USER_DELETED -> Optional.of(EventType.END_USER_DELETED);
      case DATA_NOT_SET -> Optional.empty();
    };
  }
}
