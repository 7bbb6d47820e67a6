package dev.hark.gateway.ask;

import com.google.protobuf.Timestamp;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Citation;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Delta;
import dev.hark.proto.ask.v1.FinishReason;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.Source;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.ask.v1.Tokens;
import java.time.Instant;

/** What ask-service answers in these tests, and the bytes that the API makes of it. */
final class SampleTurn {
  static final Message QUESTION =
      Message.newBuilder()
          .setMessageId("msg_1")
          .setRole(Role.ROLE_USER)
          .setContent("What \"now\"?")
          .addParts(Part.newBuilder().setText("What \"now\"?"))
          .setCreatedAt(time("2026-05-20T10:23:40Z"))
          .build();
  static final String QUESTION_JSON =
      """
      {"id":"msg_1","role":"user","content":"What \\"now\\"?",\
      "parts":[{"type":"text","text":"What \\"now\\"?"}],\
      "tokens":{"input":null,"output":null,"cached":null},"model":null,"provider":null,\
      "finish_reason":null,"created_at":"2026-05-20T10:23:40.000Z"}\
      """;

  static final Message ANSWER =
      Message.newBuilder()
          .setMessageId("msg_2")
          .setRole(Role.ROLE_ASSISTANT)
          .setContent("By Friday.\n\u05d0\ud83d\ude80")
          .addParts(Part.newBuilder().setText("By Friday."))
          .addParts(Part.newBuilder().setCitation(cited("rec_1", 754_000)))
          .addParts(Part.newBuilder().setText("\n\u05d0\ud83d\ude80"))
          .setTokens(Tokens.newBuilder().setInput(1_240).setOutput(32))
          .setModel("gemini-2.5-flash")
          .setProvider("gemini")
          .setFinishReason(FinishReason.FINISH_REASON_STOP)
          .setCreatedAt(time("2026-05-20T10:23:45.070999Z"))
          .build();
  static final String ANSWER_JSON =
      """
      {"id":"msg_2","role":"assistant","content":"By Friday.\\n\u05d0\ud83d\ude80",\
      "parts":[{"type":"text","text":"By Friday."},\
      {"type":"citation","recording_id":"rec_1","start_ms":754000},\
      {"type":"text","text":"\\n\u05d0\ud83d\ude80"}],\
      "tokens":{"input":1240,"output":32,"cached":0},"model":"gemini-2.5-flash",\
      "provider":"gemini","finish_reason":"stop","created_at":"2026-05-20T10:23:45.070Z"}\
      """;

  static final Source SOURCE =
      Source.newBuilder()
          .setChunkId("chk_1")
          .setRecordingId("rec_1")
          .setTranscriptionId("txn_1")
          .setText("I'll send \"it\".")
          .setSpeaker("SPEAKER_1")
          .setStartMs(754_000)
          .setEndMs(759_000)
          .setRecordedAt(time("2026-05-16T09:12:00Z"))
          .setScore(0.0312)
          .build();
  static final String SOURCE_JSON =
      """
      {"chunk_id":"chk_1","recording_id":"rec_1","transcription_id":"txn_1",\
      "chunk_text":"I'll send \\"it\\".","speaker":"SPEAKER_1","start_ms":754000,\
      "end_ms":759000,"recorded_at":"2026-05-16T09:12:00.000Z","score":0.0312}\
      """;

  static final Completed COMPLETED =
      Completed.newBuilder()
          .setSessionId("as_1")
          .setMessage(ANSWER)
          .addSources(SOURCE)
          .addSources(
              SOURCE.toBuilder()
                  .setChunkId("chk_2")
                  .clearSpeaker()
                  .clearRecordedAt()
                  .setScore(0.00001234))
          .build();

  static final String RESULT_MEMBERS =
      "\"session_id\":\"as_1\",\"message\":%s,\"sources\":[%s,%s]"
          .formatted(
              ANSWER_JSON,
              SOURCE_JSON,
              SOURCE_JSON
                  .replace("chk_1", "chk_2")
                  .replace("\"SPEAKER_1\"", "null")
                  .replace("\"2026-05-16T09:12:00.000Z\"", "null")
                  .replace("0.0312", "0.00001234"));
  static final String RESULT_JSON = "{" + RESULT_MEMBERS + "}";

  private SampleTurn() {}

  static Timestamp time(String text) {
    Instant time = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static AskResponse started() {
    return AskResponse.newBuilder()
        .setStarted(
            Started.newBuilder()
                .setSessionId("as_1")
                .setMessageId("msg_2")
                .setUserMessageId("msg_1"))
        .build();
  }

  static AskResponse delta(String text) {
    return AskResponse.newBuilder().setDelta(Delta.newBuilder().setText(text)).build();
  }

  static AskResponse citation() {
    return AskResponse.newBuilder().setCitation(cited("rec_1", 754_000)).build();
  }

  private static Citation cited(String recording, long start) {
    return Citation.newBuilder().setRecordingId(recording).setStartMs(start).build();
  }

  static AskResponse completed() {
    return completed(COMPLETED);
  }

  static AskResponse completed(Completed completed) {
    return AskResponse.newBuilder().setCompleted(completed).build();
  }

  static AskResponse failed(AskFailure failure) {
    return AskResponse.newBuilder().setFailed(failure).build();
  }
}
