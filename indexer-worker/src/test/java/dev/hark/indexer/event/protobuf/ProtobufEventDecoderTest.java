package dev.hark.indexer.event.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.event.json.JsonEventDecoder;
import dev.hark.proto.event.v1.EndUserDeleted;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.RecordingCreated;
import dev.hark.proto.event.v1.RecordingDeleted;
import dev.hark.proto.event.v1.RecordingEvent;
import dev.hark.proto.event.v1.RecordingUpdated;
import dev.hark.proto.event.v1.Tags;
import dev.hark.proto.event.v1.TranscriptSegment;
import dev.hark.proto.event.v1.TranscriptionCompleted;
import dev.hark.proto.event.v1.TranscriptionError;
import dev.hark.proto.event.v1.TranscriptionFailed;
import dev.hark.proto.event.v1.TranscriptionStarted;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProtobufEventDecoderTest {
  private static final Timestamp AT =
      Timestamp.newBuilder().setSeconds(1_777_887_000).setNanos(123_456_789).build();

  @Test
  void saysTheSameAsTheJsonForm() {
    assertSame(
        event()
            .setMode(EventMode.EVENT_MODE_TEST)
            .setRecordingCreated(
                RecordingCreated.newBuilder()
                    .setRecordingId("rec_1")
                    .setEndUserId("eu_1")
                    .setTitle("")
                    .setDurationMs(7)),
        "recording.created",
        "'recording_id':'rec_1','end_user_id':'eu_1','title':'','duration_ms':7",
        "test");
    assertSame(
        event()
            .setRecordingUpdated(
                RecordingUpdated.newBuilder().setRecordingId("rec_1").setRecordedAt(AT)),
        "recording.updated",
        "'recording_id':'rec_1','recorded_at':'2026-05-04T09:30:00.123Z'",
        "live");
    assertSame(
        event()
            .setRecordingUpdated(
                RecordingUpdated.newBuilder()
                    .setRecordingId("rec_1")
                    .putSpeakers("S1", "Ana")
                    .putSpeakers("S2", "")),
        "recording.updated",
        "'recording_id':'rec_1','speakers':{'S1':'Ana','S2':null}",
        "live");
    assertSame(
        event()
            .setTranscriptionStarted(
                TranscriptionStarted.newBuilder()
                    .setRecordingId("rec_1")
                    .setTranscriptionId("txn_1")),
        "transcription.started",
        "'recording_id':'rec_1','transcription_id':'txn_1'",
        "live");
    assertSame(
        event().setRecordingDeleted(RecordingDeleted.newBuilder().setRecordingId("rec_1")),
        "recording.deleted",
        "'recording_id':'rec_1'",
        "live");
    assertSame(
        event().setEndUserDeleted(EndUserDeleted.newBuilder().setEndUserId("eu_1")),
        "end_user.deleted",
        "'end_user_id':'eu_1'",
        "live");
  }

  @Test
  void saysWhatAnEventIsAboutThatIsTooLarge() {
    TranscriptSegment large =
        TranscriptSegment.newBuilder().setEndMs(4).setText("word ".repeat(1 << 20)).build();
    byte[] bytes =
        event()
            .setTranscriptionCompleted(
                TranscriptionCompleted.newBuilder()
                    .setRecordingId("rec_1")
                    .setTranscriptionId("txn_1")
                    .setEndUserId("eu_1")
                    .addAllSegments(Collections.nCopies(7, large)))
            .build()
            .toByteArray();
    Decoded.Unacceptable refused =
        assertInstanceOf(
            Decoded.Unacceptable.class, new ProtobufEventDecoder().decode(ByteBuffer.wrap(bytes)));
    assertEquals(ErrorCode.TOO_LARGE, refused.problem().code());
    Subject subject = refused.subject();
    assertEquals(EventType.TRANSCRIPTION_COMPLETED, subject.type());
    assertEquals(new RecordingId("rec_1"), subject.recording());
    assertEquals(new TranscriptionId("txn_1"), subject.transcription());
    assertEquals(new EndUserId("eu_1"), subject.endUser());
    byte[] broken = Arrays.copyOf(bytes, bytes.length - 9);
    assertEquals(
        Subject.UNKNOWN,
        assertInstanceOf(
                Decoded.Unacceptable.class,
                new ProtobufEventDecoder().decode(ByteBuffer.wrap(broken)))
            .subject());
  }

  @Test
  void readsTranscriptionsAndTheirFailures() {
    assertSame(
        completed(
            TranscriptSegment.newBuilder()
                .setEndMs(4)
                .setText("Hi")
                .setSpeaker("Ada")
                .setConfidence(0.5)
                .build()),
        "transcription.completed",
        "'recording_id':'rec_1','transcription_id':'txn_1','end_user_id':'eu_1',"
            + "'segments':[{'start_ms':0,'end_ms':4,'text':'Hi','speaker':'Ada'}]",
        "live");
    assertSame(
        event()
            .setTranscriptionFailed(
                TranscriptionFailed.newBuilder()
                    .setRecordingId("rec_1")
                    .setTranscriptionId("txn_1")
                    .setError(TranscriptionError.newBuilder().setCode("x").setMessage("y"))),
        "transcription.failed",
        "'recording_id':'rec_1','transcription_id':'txn_1','error':{'code':'x','message':'y'}",
        "live");
  }

  @Test
  void withoutSegmentsAndAddressATranscriptIsEmpty() {
    RecordingEvent.Builder event = completed();
    assertInstanceOf(Decoded.Accepted.class, decode(event.build().toByteArray()));
  }

  @Test
  void metadataBecomesTheJsonItStandsFor() {
    Struct metadata =
        Struct.newBuilder()
            .putFields("n", Value.newBuilder().setNumberValue(3).build())
            .putFields("half", Value.newBuilder().setNumberValue(0.5).build())
            .putFields(
                "list",
                Value.newBuilder()
                    .setListValue(
                        ListValue.newBuilder().addValues(Value.newBuilder().setBoolValue(true)))
                    .build())
            .build();
    Decoded decoded =
        decode(
            event()
                .setRecordingCreated(
                    RecordingCreated.newBuilder()
                        .setRecordingId("rec_1")
                        .setEndUserId("eu_1")
                        .setMetadata(metadata)
                        .setExternalId("crm 7")
                        .setTags(Tags.newBuilder().addTags("sales"))
                        .setAudioUrl("https://audio.example/7"))
                .build()
                .toByteArray());
    var created =
        (dev.hark.indexer.event.RecordingEvent.RecordingCreated)
            assertInstanceOf(Decoded.Accepted.class, decoded).event();
    assertEquals("{\"n\":3,\"half\":0.5,\"list\":[true]}", created.details().metadataJson());
    assertEquals("crm 7", created.details().externalId());
    assertEquals(List.of("sales"), created.details().tags());
    assertEquals("https://audio.example/7", created.details().audioUrl());
  }

  @Test
  void badEventsAreRefusedLikeTheirJsonForm() {
    assertRefused("not_protobuf", "*", new byte[] {1, 2, 3});
    assertRefused("unknown_type", "data: expected one of the event contract", event());
    assertRefused(
        "missing_field",
        "created_at: required",
        event()
            .clearCreatedAt()
            .setRecordingDeleted(RecordingDeleted.newBuilder().setRecordingId("rec_1")));
    assertRefused(
        "wrong_value",
        "mode: expected live or test",
        event()
            .setModeValue(9)
            .setRecordingDeleted(RecordingDeleted.newBuilder().setRecordingId("rec_1")));
    assertRefused(
        "missing_field",
        "data.recording_id: required",
        event().setRecordingDeleted(RecordingDeleted.newBuilder()));
    assertRefused(
        "segment_ends_before_start",
        "data.segments[0].end_ms: 4 is before start_ms 5",
        completed(TranscriptSegment.newBuilder().setStartMs(5).setEndMs(4).build()));
  }

  @Test
  void takesAnyNumberAsConfidence() {
    for (double confidence : new double[] {-3.5, 2, 93, Double.NaN, Double.POSITIVE_INFINITY}) {
      Decoded decoded =
          decode(
              completed(TranscriptSegment.newBuilder().setConfidence(confidence).build())
                  .build()
                  .toByteArray());
      assertInstanceOf(Decoded.Accepted.class, decoded, () -> "" + confidence);
    }
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] good =
        event()
            .setRecordingDeleted(RecordingDeleted.newBuilder().setRecordingId("rec_1"))
            .build()
            .toByteArray();
    ByteString broken =
        ByteString.copyFrom(good)
            .substring(0, 2)
            .concat(ByteString.copyFrom(new byte[] {(byte) 0xFF}))
            .concat(ByteString.copyFrom(good).substring(3));
    assertRefused("not_protobuf", "*", broken.toByteArray());
  }

  private static RecordingEvent.Builder event() {
    return RecordingEvent.newBuilder().setId("evt_1").setCreatedAt(AT).setProjectId("proj_1");
  }

  private static RecordingEvent.Builder completed(TranscriptSegment... segments) {
    return event()
        .setTranscriptionCompleted(
            TranscriptionCompleted.newBuilder()
                .setRecordingId("rec_1")
                .setTranscriptionId("txn_1")
                .setEndUserId("eu_1")
                .addAllSegments(java.util.List.of(segments)));
  }

  private static void assertSame(
      RecordingEvent.Builder event, String type, String data, String mode) {
    String json =
        """
        {'id':'evt_1','type':'%s','created_at':'2026-05-04T09:30:00.123Z','project_id':'proj_1',
         'mode':'%s','data':{%s}}\
        """
            .formatted(type, mode, data)
            .replace('\'', '"');
    assertEquals(
        new JsonEventDecoder().decode(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8))),
        decode(event.build().toByteArray()));
  }

  private static void assertRefused(String code, String message, RecordingEvent.Builder event) {
    assertRefused(code, message, event.build().toByteArray());
  }

  private static void assertRefused(String code, String message, byte[] event) {
    Problem problem = assertInstanceOf(Decoded.Unacceptable.class, decode(event)).problem();
    assertEquals(code, problem.code().wireName());
    if (!message.equals("*")) {
      assertEquals(message, problem.message());
    }
  }

  private static Decoded decode(byte[] bytes) {
    return new ProtobufEventDecoder().decode(ByteBuffer.wrap(bytes));
  }
}
