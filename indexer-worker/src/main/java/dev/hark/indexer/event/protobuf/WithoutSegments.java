package dev.hark.indexer.event.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.hark.proto.event.v1.RecordingEvent;
import dev.hark.proto.event.v1.TranscriptionCompleted;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What an event is about, without the words, which may be more than can be held. */
final class WithoutSegments {
  private static final int COMPLETED =
      RecordingEvent.TRANSCRIPTION_COMPLETED_FIELD_NUMBER << 3
          | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private WithoutSegments() {}

  /**
   * @throws InvalidProtocolBufferException when the bytes are no such event
   */
  static RecordingEvent read(ByteBuffer value) throws InvalidProtocolBufferException {
    CodedInputStream in = CodedInputStream.newInstance(value);
    UnknownFieldSet.Builder event = UnknownFieldSet.newBuilder();
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == COMPLETED) {
          int end = in.pushLimit(in.readRawVarint32());
          ByteString completed = completed(in);
          in.popLimit(end);
          event.mergeField(
              RecordingEvent.TRANSCRIPTION_COMPLETED_FIELD_NUMBER,
              UnknownFieldSet.Field.newBuilder().addLengthDelimited(completed).build());
        } else {
          var _ = event.mergeFieldFrom(tag, in);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    return RecordingEvent.parseFrom(event.build().toByteString());
  }

  private static ByteString completed(CodedInputStream in) throws IOException {
    UnknownFieldSet.Builder completed = UnknownFieldSet.newBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean words =
          WireFormat.getTagFieldNumber(tag) == TranscriptionCompleted.SEGMENTS_FIELD_NUMBER;
      var _ = words ? in.skipField(tag) : completed.mergeFieldFrom(tag, in);
    }
    return completed.build().toByteString();
  }
}
