package dev.hark.gateway.ask;

import dev.hark.proto.ask.v1.Grounding;
import dev.hark.proto.ask.v1.GroundingState;
import dev.hark.proto.ask.v1.Interpretation;
import dev.hark.proto.ask.v1.QuestionKind;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.search.v1.CountRecordingsResponse;

/** What ask-service says of how it came to an answer, and the bytes that the API makes of it. */
final class SampleReceipt {
  static final Interpretation INTERPRETATION =
      Interpretation.newBuilder()
          .setFrom(SampleTurn.time("2026-05-10T22:00:00Z"))
          .setTo(SampleTurn.time("2026-05-17T22:00:00Z"))
          .setTimeZone("Europe/Berlin")
          .setExpression("last week")
          .addSpeakers("Ana")
          .addCounted("deadline")
          .setKind(QuestionKind.QUESTION_KIND_COUNT)
          .setWidened(true)
          .build();
  static final String INTERPRETATION_JSON =
      """
      {"from":"2026-05-10T22:00:00.000Z","to":"2026-05-17T22:00:00.000Z",\
      "time_zone":"Europe/Berlin","expression":"last week","speakers":["Ana"],\
      "counted":["deadline"],"kind":"count","widened":true}\
      """;
  static final String NOTHING_READ_JSON =
      """
      {"from":null,"to":null,"time_zone":"UTC","expression":null,"speakers":[],"counted":[],\
      "kind":"moment","widened":false}\
      """;

  static final Grounding GROUNDING =
      Grounding.newBuilder()
          .setState(GroundingState.GROUNDING_STATE_ANSWERED)
          .setRecordings(
              CountRecordingsResponse.newBuilder()
                  .setInScope(9)
                  .setSearched(4)
                  .setPending(1)
                  .setFailed(1)
                  .setUndated(1)
                  .setOutside(2))
          .setShown(0)
          .setTotal(12)
          .build();
  static final String GROUNDING_JSON =
      """
      {"state":"answered","recordings":{"in_scope":9,"searched":4,"pending":1,"failed":1,\
      "undated":1,"outside":2},"shown":0,"total":12}\
      """;

  static final Receipt RECEIPT =
      receipt()
          .addQueries("deadline")
          .addQueries("What about \"it\"?")
          .setInterpretation(INTERPRETATION)
          .setGrounding(GROUNDING)
          .setModel("gemini-2.5-flash")
          .setProvider("gemini")
          .setEmbeddingModel("e5-small")
          .setIndexGeneration("chunks-3")
          .setPromptHash("9f86d081")
          .setAskedAt(SampleTurn.time("2026-05-20T10:23:40Z"))
          .setSearchedAt(SampleTurn.time("2026-05-20T10:23:40.050Z"))
          .setAnsweredAt(SampleTurn.time("2026-05-20T10:23:45.070Z"))
          .build();
  static final String RECEIPT_JSON =
      """
      {"session_id":"as_1","message_id":"msg_2","queries":["deadline","What about \\"it\\"?"],\
      "interpretation":%s,"grounding":%s,"chunks":[{"chunk_id":"chk_1","recording_id":"rec_1",\
      "transcription_id":"txn_1","rank":1,"score":0.00001234,"cited":true}],\
      "citations":[{"recording_id":"rec_1","start_ms":754000,"end_ms":759000,"speaker":"Ana",\
      "speaker_label":"SPEAKER_1"},{"recording_id":"rec_1","start_ms":0,"end_ms":0,\
      "speaker":null,"speaker_label":null}],"model":"gemini-2.5-flash","provider":"gemini",\
      "embedding_model":"e5-small","index_generation":"chunks-3","prompt_hash":"9f86d081",\
      "asked_at":"2026-05-20T10:23:40.000Z","searched_at":"2026-05-20T10:23:40.050Z",\
      "answered_at":"2026-05-20T10:23:45.070Z"}\
      """
          .formatted(INTERPRETATION_JSON, GROUNDING_JSON);

  private SampleReceipt() {}

  private static Receipt.Builder receipt() {
    Receipt.Builder receipt = Receipt.newBuilder().setSessionId("as_1").setMessageId("msg_2");
    receipt
        .addChunksBuilder()
        .setChunkId("chk_1")
        .setRecordingId("rec_1")
        .setTranscriptionId("txn_1")
        .setOrdinal(3)
        .setRank(1)
        .setScore(0.00001234)
        .setCited(true);
    receipt
        .addCitationsBuilder()
        .setRecordingId("rec_1")
        .setStartMs(754_000)
        .setEndMs(759_000)
        .setSpeaker("Ana")
        .setSpeakerLabel("SPEAKER_1");
    receipt.addCitationsBuilder().setRecordingId("rec_1");
    return receipt;
  }
}
