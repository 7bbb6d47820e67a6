package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.Citation;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.search.v1.GetRecordingsResponse;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.SegmentBatch;
import dev.hark.proto.search.v1.Transcription;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session as a file, with the words of its citations. */
class SessionExportIT extends SessionFixture {
  private static final String EXPORT = SESSIONS + "/as_1/export?format=";

  private static final Message GONE =
      SampleTurn.ANSWER.toBuilder()
          .setMessageId("msg_3")
          .clearParts()
          .setContent("# **No** <b>")
          .addParts(Part.newBuilder().setText("# **No** <b>"))
          .addParts(
              Part.newBuilder()
                  .setCitation(Citation.newBuilder().setRecordingId("rec_2").setStartMs(5)))
          .build();

  private void answers() {
    Deque<ListMessagesResponse> pages = new ArrayDeque<>();
    pages.add(
        ListMessagesResponse.newBuilder()
            .addMessages(SampleTurn.QUESTION)
            .addMessages(SampleTurn.ANSWER)
            .setNextCursor("next")
            .build());
    pages.add(ListMessagesResponse.newBuilder().addMessages(GONE).build());
    askService.onSession(() -> LIBRARY);
    askService.onMessages(pages::remove);
    gateway
        .searchService()
        .getRecordings
        .answers(
            request -> {
              GetRecordingsResponse.Builder found = GetRecordingsResponse.newBuilder();
              if (request.getRecordingIdsList().contains("rec_1")) {
                found.addRecordings(
                    Recording.newBuilder()
                        .setRecordingId("rec_1")
                        .setTitle("Week *20*")
                        .setRecordedAt(Timestamp.newBuilder().setSeconds(1_778_922_720)));
              }
              return found.build();
            });
    gateway
        .searchService()
        .getTranscript
        .answers(
            request -> {
              assertEquals("rec_1", request.getRecordingId());
              assertTrue(request.getBySentences());
              return List.of(
                      GetTranscriptResponse.newBuilder()
                          .setTranscription(Transcription.newBuilder().setTranscriptionId("txn_1"))
                          .build(),
                      said(segment(1, "Other."), segment(754_000, "I'll send <it>.")),
                      said(segment(754_000, "By Friday."), segment(800_000, "Else.")))
                  .iterator();
            });
  }

  private static GetTranscriptResponse said(Segment... segments) {
    return GetTranscriptResponse.newBuilder()
        .setSegments(SegmentBatch.newBuilder().addAllSegments(List.of(segments)))
        .build();
  }

  private static Segment segment(long start, String text) {
    return Segment.newBuilder()
        .setStartMs(start)
        .setEndMs(start + 500)
        .setSpeaker("Ana")
        .setText(text)
        .build();
  }

  @Test
  void aSessionIsAPageOfMarkdownInWhichNothingSaidIsAMark() {
    answers();
    RawAnswer answer = get(EXPORT + "md");
    assertEquals(200, answer.status(), answer.body());
    assertEquals("text/markdown; charset=utf-8", answer.header("content-type"));
    assertTrue(answer.header("content-disposition").contains(".md\""), answer.toString());
    assertEquals(
        """

        ## Question

        What "now"?

        ## Answer

        By Friday\\.\\[1\\]\s\s
        \u05d0\ud83d\ude80

        1. Week \\*20\\*, 2026-05-16, 00:12:34: Ana: I'll send \\<it\\>\\. By Friday\\.

        ## Answer

        \\# \\*\\*No\\*\\* \\<b\\>\\[1\\]

        1. rec\\_2, 00:00:00: (no longer there)
        """,
        answer.body().substring(answer.body().indexOf("\n\n## Question") + 1));
    assertTrue(answer.body().startsWith("# "), answer.body());
    assertEquals("next", askService.last(ListMessagesRequest.class).getCursor());
  }

  @Test
  void aSessionIsJsonWithTheWordsOfItsCitations() {
    answers();
    RawAnswer answer = get(EXPORT + "json");
    assertEquals(200, answer.status(), answer.body());
    assertEquals("application/json", answer.header("content-type"));
    String question = SampleTurn.QUESTION_JSON;
    String cited = SampleTurn.ANSWER_JSON;
    assertEquals(
        "{\"session\":"
            + LIBRARY_JSON
            + ",\"messages\":["
            + question.substring(0, question.length() - 1)
            + ",\"citations\":[]},"
            + cited.substring(0, cited.length() - 1)
            + ",\"citations\":[{\"recording_id\":\"rec_1\",\"title\":\"Week *20*\","
            + "\"recorded_at\":\"2026-05-16T09:12:00.000Z\",\"start_ms\":754000,\"end_ms\":754500,"
            + "\"speaker\":\"Ana\",\"text\":\"I'll send <it>. By Friday.\"}]},",
        answer.body().substring(0, answer.body().indexOf("{\"id\":\"msg_3\"")));
    assertTrue(
        answer
            .body()
            .endsWith(
                ",\"citations\":[{\"recording_id\":\"rec_2\",\"title\":null,\"recorded_at\":null,"
                    + "\"start_ms\":5,\"end_ms\":null,\"speaker\":null,\"text\":null}]}]}"),
        answer.body());
  }

  @Test
  void whatCannotBeExportedIsSaid() {
    answers();
    RawAnswer unknown = get(EXPORT + "docx");
    assertEquals("400 format", unknown.status() + " " + unknown.param());
    assertTrue(unknown.message().contains("'md' or 'json'"), unknown.message());
    gateway.searchService().getTranscript.fails(Status.UNAVAILABLE);
    assertEquals(503, get(EXPORT + "md").status());
  }
}
