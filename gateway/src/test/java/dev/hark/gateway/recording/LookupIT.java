package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.SegmentBatch;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupIT {
  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_lookup");

  private static Timestamp seconds(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  private RawAnswer recording(Recording recording) {
    gateway
        .searchService()
        .getRecording
        .answers(r -> GetRecordingResponse.newBuilder().setRecording(recording).build());
    return http.get("/v1/recordings/rec_1", key);
  }

  private RawAnswer transcription(GetTranscriptResponse... parts) {
    gateway.searchService().getTranscript.answers(request -> Arrays.asList(parts).iterator());
    return http.get("/v1/transcriptions/txn_1", key);
  }

  static GetTranscriptResponse first(Transcription transcription) {
    return GetTranscriptResponse.newBuilder().setTranscription(transcription).build();
  }

  static GetTranscriptResponse part(Segment... segments) {
    return GetTranscriptResponse.newBuilder()
        .setSegments(SegmentBatch.newBuilder().addAllSegments(List.of(segments)))
        .build();
  }

  static Segment segment(long start, String speaker, String text) {
    return Segment.newBuilder()
        .setStartMs(start)
        .setEndMs(start + 500)
        .setSpeaker(speaker)
        .setText(text)
        .build();
  }

  @Test
  void aRecordingIsAnsweredByteForByte() {
    RawAnswer answer =
        recording(
            Recording.newBuilder()
                .setRecordingId("rec_1")
                .setEndUserId("eu_1")
                .setTitle("Weekly")
                .setRecordedAt(seconds(1_778_922_720))
                .setDurationMs(3_600_000)
                .setTranscriptionId("txn_2")
                .setSearchableTranscriptionId("txn_1")
                .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING)
                .setMetadataJson("{\"b\": 1.50, \"a\":[ ],\"\\u00e9\":1e2}")
                .setCreatedAt(seconds(1_778_922_721))
                .setIndexedAt(Timestamp.newBuilder().setSeconds(1_778_922_722).setNanos(5_000_000))
                .setUpdatedAt(Timestamp.newBuilder().setSeconds(1_778_922_723).setNanos(999_999))
                .build());
    assertEquals(
        """
        200 {"id":"rec_1","end_user_id":"eu_1","external_id":null,"title":"Weekly",\
        "name":"Weekly","status":"processing","duration_ms":3600000,"duration_seconds":3600,\
        "recorded_at":"2026-05-16T09:12:00.000Z","transcription_id":"txn_2",\
        "metadata":{"b": 1.50, "a":[ ],"\\u00e9":1e2},"tags":[],"speakers":{},"audio_url":null,\
        "created_at":"2026-05-16T09:12:01.000Z","updated_at":"2026-05-16T09:12:03.000Z",\
        "indexed_at":"2026-05-16T09:12:02.005Z"}\
        """,
        answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
  }

  @Test
  void whatNoEventSaidOfARecordingIsNull() {
    RawAnswer answer =
        recording(
            Recording.newBuilder()
                .setRecordingId("rec_1")
                .setEndUserId("eu_1")
                .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING)
                .setCreatedAt(seconds(0))
                .build());
    assertEquals(
        """
        {"id":"rec_1","end_user_id":"eu_1","external_id":null,"title":null,"name":null,\
        "status":"pending","duration_ms":null,"duration_seconds":null,"recorded_at":null,\
        "transcription_id":null,"metadata":null,"tags":[],"speakers":{},"audio_url":null,\
        "created_at":"1970-01-01T00:00:00.000Z","updated_at":null,"indexed_at":null}\
        """,
        answer.body());
  }

  @Test
  void aTranscriptionIsAnsweredByteForByte() {
    Transcription transcription =
        Transcription.newBuilder()
            .setTranscriptionId("txn_1")
            .setRecordingId("rec_1")
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
            .setLanguage("en")
            .setProvider("whisper")
            .setDurationMs(1_000)
            .setCreatedAt(seconds(1))
            .setCompletedAt(seconds(2))
            .setUpdatedAt(seconds(2))
            .build();
    RawAnswer answer =
        transcription(
            first(transcription),
            part(segment(0, "A", "One \"two\"."), segment(500, "", "Thr\u00e9e\n\ud83d\ude80")),
            part(),
            part(segment(1_000, "B", "\u0007four")));
    assertEquals(
        """
        200 {"id":"txn_1","recording_id":"rec_1","status":"completed","language":"en",\
        "provider":"whisper","duration_ms":1000,\
        "text":"One \\"two\\". Thr\u00e9e\\n\ud83d\ude80 \\u0007four",\
        "full_text":"One \\"two\\". Thr\u00e9e\\n\ud83d\ude80 \\u0007four","word_count":5,\
        "segments":[{"start_ms":0,"end_ms":500,"start":0,"end":0.5,"speaker":"A",\
        "text":"One \\"two\\"."},{"start_ms":500,"end_ms":1000,"start":0.5,"end":1,\
        "speaker":null,"text":"Thr\u00e9e\\n\ud83d\ude80"},{"start_ms":1000,"end_ms":1500,\
        "start":1,"end":1.5,"speaker":"B","text":"\\u0007four"}],"error":null,\
        "created_at":"1970-01-01T00:00:01.000Z","started_at":"1970-01-01T00:00:01.000Z",\
        "completed_at":"1970-01-01T00:00:02.000Z","updated_at":"1970-01-01T00:00:02.000Z"}\
        """,
        answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(String.valueOf(answer.bytes().length), answer.header("content-length"));
  }

  @Test
  void aTranscriptionThatIsNotThereYetHasNoWords() {
    RawAnswer answer =
        transcription(
            first(
                Transcription.newBuilder()
                    .setTranscriptionId("txn_1")
                    .setRecordingId("rec_1")
                    .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED)
                    .setCreatedAt(seconds(1))
                    .setUpdatedAt(seconds(1))
                    .setErrorCode("no_speech")
                    .setErrorMessage("Nothing was heard.")
                    .build()),
            part(segment(0, "A", "of nobody")));
    assertEquals(
        """
        {"id":"txn_1","recording_id":"rec_1","status":"failed","language":null,"provider":null,\
        "duration_ms":null,"text":null,"full_text":null,"word_count":null,"segments":null,\
        "error":{"code":"no_speech","message":"Nothing was heard."},\
        "created_at":"1970-01-01T00:00:01.000Z","started_at":null,"completed_at":null,\
        "updated_at":"1970-01-01T00:00:01.000Z"}\
        """,
        answer.body());
  }

  @Test
  void aTranscriptionLastsAsFarAsItsSegmentsWhereNoEventSaidIt() {
    Transcription.Builder transcription =
        Transcription.newBuilder()
            .setTranscriptionId("txn_1")
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED);
    RawAnswer answer =
        transcription(
            first(transcription.build()),
            part(segment(1_500, "A", "a  b\u2028c"), segment(700, "B", " ")));
    assertEquals(2_000, answer.json().path("duration_ms").asLong());
    assertEquals(3, answer.json().path("word_count").asLong());
    RawAnswer none = transcription(first(transcription.build()));
    assertEquals("null", none.json().path("duration_ms").toString());
    assertEquals("\"\"", none.json().path("text").toString());
    assertEquals("[]", none.json().path("segments").toString());
    assertEquals(0, none.json().path("word_count").asLong());
  }

  @Test
  void aTranscriptionThatIsUnknownOrCannotExistIsNotFound() {
    gateway.searchService().getTranscript.fails(Status.NOT_FOUND);
    RawAnswer unknown = http.get("/v1/transcriptions/txn_1", key);
    assertEquals("404 not_found", unknown.status() + " " + unknown.code());
    RawAnswer impossible = http.get("/v1/transcriptions/rec_1", key);
    assertEquals(404, impossible.status());
    assertEquals(unknown.bodyWithoutId(), impossible.bodyWithoutId());
  }

  @Test
  void aTranscriptThatBreaksOffIsAnErrorAndNeverHalfAnAnswer() {
    Transcription transcription = Transcription.newBuilder().setTranscriptionId("txn_1").build();
    gateway
        .searchService()
        .getTranscript
        .answers(
            request ->
                new BreakingOff<>(
                    List.of(first(transcription), part(segment(0, "A", "x".repeat(1 << 20))))));
    RawAnswer answer = http.get("/v1/transcriptions/txn_1", key);
    assertEquals("503 unavailable", answer.status() + " " + answer.code());
    RawAnswer headless = transcription(part(segment(0, "A", "x")));
    assertEquals("503 unavailable", headless.status() + " " + headless.code());
  }
}
