package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.ScopeType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Lists of sessions and of their messages, byte for byte. */
class SessionListsIT extends SessionFixture {
  @Test
  void sessionsAreListedWithWhatWasAskedFor() {
    askService.onSessions(
        () ->
            ListSessionsResponse.newBuilder()
                .addSessions(RECORDING)
                .addSessions(LIBRARY)
                .setNextCursor("abc_-.1")
                .build());
    assertIs(
        200,
        "{\"data\":[%s,%s],\"has_more\":true,\"next_cursor\":\"abc_-.1\"}"
            .formatted(RECORDING_JSON, LIBRARY_JSON),
        get(
            SESSIONS
                + "?end_user_id=eu_1&scope_type=recording&recording_id=rec_1"
                + "&q=50%25+_%C3%A9&limit=100&cursor=x_-y&other=1"));
    ListSessionsRequest asked = askService.last(ListSessionsRequest.class);
    assertEquals("eu_1", asked.getEndUserId());
    assertEquals(ScopeType.SCOPE_TYPE_RECORDING, asked.getScopeType());
    assertEquals("rec_1", asked.getRecordingId());
    assertEquals("50% _\u00e9", asked.getQ());
    assertEquals(100, asked.getLimit());
    assertEquals("x_-y", asked.getCursor());
  }

  @Test
  void sessionsAreTwentyAPageWithoutAFilterUnlessToldOtherwise() {
    askService.onSessions(ListSessionsResponse::getDefaultInstance);
    for (String query : List.of("", "?", "?limit=&cursor=&q=&end_user_id=&scope_type=")) {
      assertIs(200, "{\"data\":[],\"has_more\":false,\"next_cursor\":null}", get(SESSIONS + query));
      ListSessionsRequest asked = askService.last(ListSessionsRequest.class);
      assertEquals(20, asked.getLimit());
      assertEquals(
          ListSessionsRequest.newBuilder().setCaller(asked.getCaller()).setLimit(20).build(),
          asked);
    }
    for (String type : List.of("library", "selected", "folder")) {
      assertEquals(200, get(SESSIONS + "?scope_type=" + type).status());
      assertEquals(
          "SCOPE_TYPE_" + type.toUpperCase(Locale.ROOT),
          askService.last(ListSessionsRequest.class).getScopeType().name());
    }
  }

  @Test
  void anotherEndUserInTheFilterIsNoReasonToRefuseABoundKey() {
    askService.onSessions(ListSessionsResponse::getDefaultInstance);
    String bound = bearer("--project", "proj_ask", "--end-user", "eu_7");
    assertEquals(200, http.get(SESSIONS + "?end_user_id=eu_1", bound).status());
    assertEquals("eu_7", askService.last(ListSessionsRequest.class).getCaller().getEndUserId());
  }

  @Test
  void badParametersAreNamed() {
    for (String[] row :
        new String[][] {
          {"limit=0", "limit"},
          {"limit=101", "limit"},
          {"limit=-1", "limit"},
          {"limit=x", "limit"},
          {"limit=8.0", "limit"},
          {"limit=99999999999", "limit"},
          {"limit=1&limit=2", "limit"},
          {"cursor=%20", "cursor"},
          {"cursor=a%2Fb", "cursor"},
          {"cursor=" + "a".repeat(2_049), "cursor"},
          {"scope_type=all", "scope_type"},
          {"end_user_id=x", "end_user_id"},
          {"recording_id=eu_1", "recording_id"},
          {"q=%00", "q"}
        }) {
      RawAnswer answer = get(SESSIONS + "?" + row[0]);
      assertEquals(
          "400 invalid_request " + row[1],
          answer.status() + " " + answer.code() + " " + answer.param(),
          row[0]);
    }
    assertEquals("limit", get(SESSIONS + "/as_1/messages?limit=0").param());
    assertEquals("cursor", get(SESSIONS + "/as_1/messages?cursor=*").param());
  }

  @Test
  void messagesAreListedOldestFirst() {
    askService.onMessages(
        () ->
            ListMessagesResponse.newBuilder()
                .addMessages(SampleTurn.QUESTION)
                .addMessages(SampleTurn.ANSWER)
                .build());
    assertIs(
        200,
        "{\"data\":[%s,%s],\"has_more\":false,\"next_cursor\":null}"
            .formatted(SampleTurn.QUESTION_JSON, SampleTurn.ANSWER_JSON),
        get(SESSIONS + "/as_1/messages?limit=2&cursor=abc"));
    ListMessagesRequest asked = askService.last(ListMessagesRequest.class);
    assertEquals(
        "as_1 2 abc", asked.getSessionId() + " " + asked.getLimit() + " " + asked.getCursor());
  }
}
