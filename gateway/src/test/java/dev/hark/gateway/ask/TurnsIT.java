package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.ContextRef;
import dev.hark.proto.ask.v1.Coverage;
import dev.hark.proto.ask.v1.FinishReason;
import dev.hark.proto.ask.v1.Grounding;
import dev.hark.proto.ask.v1.GroundingState;
import dev.hark.proto.ask.v1.Include;
import dev.hark.proto.ask.v1.Interpretation;
import dev.hark.proto.ask.v1.MissingRecording;
import dev.hark.proto.ask.v1.QuestionKind;
import dev.hark.proto.ask.v1.Quote;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns that are answered as one JSON object. */
class TurnsIT {
  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";
  private static final String JSON = "Content-Type: application/json";

  private final RunningGateway gateway = RunningGateway.shared();
  private final FakeAskService askService = gateway.askService();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_turns");

  private RawAnswer say(String body) {
    return http.post(MESSAGES, body, JSON, key);
  }

  private static void assertIs(String json, RawAnswer answer) {
    assertEquals("200 " + json, answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(String.valueOf(answer.bytes().length), answer.header("content-length"));
  }

  @Test
  void aMessageIsAnsweredByteForByte() {
    askService.tells(
        SampleTurn.started(),
        SampleTurn.delta("By Friday."),
        SampleTurn.citation(),
        SampleTurn.completed());
    assertIs(
        SampleTurn.RESULT_JSON,
        say(
            """
            {"content":" And the next sprint?\\n","provider":"local",
             "context_refs":[{"type":"recording","id":"rec_2","x":1}]}\
            """));
    AskRequest asked = askService.last(AskRequest.class);
    assertEquals("proj_turns", asked.getCaller().getProjectId());
    assertEquals("as_1", asked.getSessionId());
    assertEquals(" And the next sprint?\n", asked.getMessage().getContent());
    assertEquals("local", asked.getMessage().getProvider());
    assertEquals(
        List.of(ContextRef.newBuilder().setType("recording").setId("rec_2").build()),
        asked.getMessage().getContextRefsList());
    assertEquals(List.of(), asked.getIncludeList());
  }

  @Test
  void aFirstMessageIsAnsweredWithTheAskResultAnd200() {
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    assertIs(
        SampleTurn.RESULT_JSON,
        http.post(
            SESSIONS,
            """
            {"scope":{"type":"recording","recording_id":"rec_1"},
             "initial_message":{"content":"q","include":[]}}\
            """,
            JSON,
            key));
    AskRequest asked = askService.last(AskRequest.class);
    assertTrue(asked.hasNewSession());
    assertEquals(ScopeType.SCOPE_TYPE_RECORDING, asked.getNewSession().getScope().getType());
    assertFalse(asked.getNewSession().hasTitle());
    assertEquals("q", asked.getMessage().getContent());
    assertEquals("", asked.getMessage().getProvider());
  }

  @Test
  void whatWasNotAskedForIsNotTold() {
    Completed generous =
        SampleTurn.COMPLETED.toBuilder()
            .setCoverage(Coverage.newBuilder().setRecordings(3))
            .addQuotes(Quote.newBuilder().setText("secret"))
            .build();
    askService.tells(SampleTurn.started(), SampleTurn.completed(generous));
    assertIs(SampleTurn.RESULT_JSON, say("{\"content\":\"q\"}"));
    assertIs(SampleTurn.RESULT_JSON, say("{\"content\":\"q\",\"include\":[]}"));
    assertIs(SampleTurn.RESULT_JSON, say("{\"content\":\"q\",\"include\":null}"));
  }

  @Test
  void coverageAndQuotesAreToldWhenTheyAreAskedFor() {
    Completed completed =
        SampleTurn.COMPLETED.toBuilder()
            .setCoverage(
                Coverage.newBuilder()
                    .setRecordings(5)
                    .setIndexed(2)
                    .setPending(2)
                    .setFailed(1)
                    .setPartial(true)
                    .addMissing(
                        MissingRecording.newBuilder()
                            .setRecordingId("rec_8")
                            .setTitle("Retro")
                            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED))
                    .addMissing(
                        MissingRecording.newBuilder()
                            .setRecordingId("rec_9")
                            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_PENDING)))
            .addQuotes(
                Quote.newBuilder()
                    .setRecordingId("rec_1")
                    .setStartMs(754_000)
                    .setEndMs(759_000)
                    .setSpeaker("SPEAKER_1")
                    .setText("By Friday."))
            .addQuotes(Quote.newBuilder().setRecordingId("rec_1").setText("x"))
            .build();
    askService.tells(SampleTurn.started(), SampleTurn.completed(completed));
    String coverage =
        """
        ,"coverage":{"recordings":5,"indexed":2,"pending":2,"failed":1,"missing":[\
        {"recording_id":"rec_8","title":"Retro","status":"failed"},\
        {"recording_id":"rec_9","title":null,"status":"pending"}],"partial":true}\
        """;
    String quotes =
        """
        ,"quotes":[{"recording_id":"rec_1","start_ms":754000,"end_ms":759000,\
        "speaker":"SPEAKER_1","text":"By Friday."},\
        {"recording_id":"rec_1","start_ms":0,"end_ms":0,"speaker":null,"text":"x"}]\
        """;
    assertIs(
        "{" + SampleTurn.RESULT_MEMBERS + coverage + quotes + "}",
        say("{\"content\":\"q\",\"include\":[\"quotes\",\"coverage\",\"quotes\"]}"));
    assertEquals(
        List.of(Include.INCLUDE_COVERAGE, Include.INCLUDE_QUOTES),
        askService.last(AskRequest.class).getIncludeList());
    assertIs(
        "{" + SampleTurn.RESULT_MEMBERS + coverage + "}",
        say("{\"content\":\"q\",\"include\":[\"coverage\"]}"));
    assertIs(
        "{" + SampleTurn.RESULT_MEMBERS + quotes + "}",
        say("{\"content\":\"q\",\"include\":[\"quotes\"]}"));
  }

  @Test
  void whatWasReadAndWhatItRestsOnAreToldWhenTheyAreAskedFor() {
    Completed completed =
        SampleTurn.COMPLETED.toBuilder()
            .setInterpretation(SampleReceipt.INTERPRETATION)
            .setGrounding(SampleReceipt.GROUNDING)
            .build();
    askService.tells(SampleTurn.started(), SampleTurn.completed(completed));
    String read = ",\"interpretation\":" + SampleReceipt.INTERPRETATION_JSON;
    String ground = ",\"grounding\":" + SampleReceipt.GROUNDING_JSON;
    String both = "{\"content\":\"q\",\"include\":[\"grounding\",\"interpretation\"]}";
    assertIs(SampleTurn.RESULT_JSON, say("{\"content\":\"q\"}"));
    assertIs("{" + SampleTurn.RESULT_MEMBERS + read + ground + "}", say(both));
    assertEquals(List.of(), askService.last(AskRequest.class).getIncludeList());
    assertIs(
        "{" + SampleTurn.RESULT_MEMBERS + ",\"coverage\":null" + ground + "}",
        say("{\"content\":\"q\",\"include\":[\"grounding\",\"coverage\"]}"));
    assertEquals(
        List.of(Include.INCLUDE_COVERAGE), askService.last(AskRequest.class).getIncludeList());
    RawAnswer stream = http.post(MESSAGES, both, JSON, key, "Accept: text/event-stream");
    assertTrue(
        stream
            .unchunked()
            .endsWith("data: {" + SampleTurn.RESULT_MEMBERS + read + ground + "}\n\n"),
        stream::toString);
  }

  @Test
  void anAnswerWithoutAReceiptHasNeitherAndWhatIsNotThereIsNull() {
    String both = "{\"content\":\"q\",\"include\":[\"grounding\",\"interpretation\"]}";
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    assertIs(
        "{" + SampleTurn.RESULT_MEMBERS + ",\"interpretation\":null,\"grounding\":null}",
        say(both));
    askService.tells(
        SampleTurn.completed(
            SampleTurn.COMPLETED.toBuilder()
                .setInterpretation(
                    Interpretation.newBuilder().setKind(QuestionKind.QUESTION_KIND_MOMENT))
                .setGrounding(
                    Grounding.newBuilder()
                        .setState(GroundingState.GROUNDING_STATE_NOT_SEARCHABLE_YET))
                .build()));
    assertIs(
        "{"
            + SampleTurn.RESULT_MEMBERS
            + ",\"interpretation\":"
            + SampleReceipt.NOTHING_READ_JSON
            + ",\"grounding\":{\"state\":\"not_searchable_yet\",\"recordings\":null,"
            + "\"shown\":null,\"total\":null}}",
        say(both));
  }

  @Test
  void whatCouldNotBeCountedIsNullAndWhatWasNotCitedIsEmpty() {
    askService.tells(SampleTurn.started(), SampleTurn.completed());
    assertIs(
        "{" + SampleTurn.RESULT_MEMBERS + ",\"coverage\":null,\"quotes\":[]}",
        say("{\"content\":\"q\",\"include\":[\"coverage\",\"quotes\"]}"));
  }

  @Test
  void everyFinishReasonAndEveryScoreIsToldAsTheContractKnowsIt() {
    Map<FinishReason, String> reasons =
        Map.of(
            FinishReason.FINISH_REASON_STOP, "stop",
            FinishReason.FINISH_REASON_LENGTH, "length",
            FinishReason.FINISH_REASON_CONTENT_FILTER, "content_filter");
    reasons.forEach(
        (reason, text) -> {
          askService.tells(
              SampleTurn.completed(
                  SampleTurn.COMPLETED.toBuilder()
                      .setMessage(SampleTurn.ANSWER.toBuilder().setFinishReason(reason))
                      .build()));
          assertEquals(
              text, say("{\"content\":\"q\"}").json().at("/message/finish_reason").asText());
        });
    for (double score : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, -0.0, 0}) {
      askService.tells(
          SampleTurn.completed(
              SampleTurn.COMPLETED.toBuilder()
                  .clearSources()
                  .addSources(SampleTurn.SOURCE.toBuilder().setScore(score))
                  .build()));
      String body = say("{\"content\":\"q\"}").body();
      assertTrue(body.endsWith("\"score\":0.0}]}") || body.endsWith("\"score\":0}]}"), body);
    }
  }

  @Test
  void anAnswerWithoutSourcesAndWordsIsAnAnswer() {
    askService.tells(
        SampleTurn.started(),
        SampleTurn.completed(
            SampleTurn.COMPLETED.toBuilder()
                .clearSources()
                .setMessage(SampleTurn.ANSWER.toBuilder().clearParts().clearContent())
                .build()));
    RawAnswer answer = say("{\"content\":\"q\"}");
    assertEquals("[] []", answer.json().at("/message/parts") + " " + answer.json().at("/sources"));
  }

  @Test
  void aTurnThatBreaksOffIs503AndNamesTheSessionThatKeepsTheMessage() {
    askService.onTurn(
        (request, out) -> {
          out.onNext(SampleTurn.started());
          out.onError(Status.UNAVAILABLE.withDescription("127.0.0.1").asRuntimeException());
        });
    RawAnswer answer = say("{\"content\":\"q\"}");
    assertEquals("503 unavailable", answer.status() + " " + answer.code());
    assertEquals("{\"session_id\":\"as_1\"}", answer.json().at("/error/details").toString());
    assertEquals("1", answer.header("retry-after"));
    askService.tells(SampleTurn.started(), SampleTurn.delta("x"));
    assertEquals(503, say("{\"content\":\"q\"}").status());
  }
}
