package dev.hark.gateway.mcp;

import static dev.hark.gateway.mcp.McpFixture.call;
import static dev.hark.gateway.mcp.McpFixture.gateway;
import static dev.hark.gateway.mcp.McpFixture.key;
import static dev.hark.gateway.mcp.McpFixture.post;
import static dev.hark.gateway.mcp.McpFixture.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.contract.Transcript.Owner;
import dev.hark.gateway.key.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every tool with every scope, and what a key of one end user sees. A tool without a row fails. */
class McpAccessIT {
  /**
   * A call that is fine but for its key.
   *
   * @param arguments with the recording and the end user in the places of {@code %1$s} and {@code
   *     %2$s}
   */
  private record Row(String tool, String arguments, Scope scope) {
    String of(String recording, String endUser) {
      return arguments.formatted(recording, endUser);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "search_recordings",
              "{\"query\":\"secret\",\"recording_ids\":[\"%1$s\"]%2$s}",
              Scope.RECORDINGS_READ),
          new Row("list_recordings", "{\"limit\":100%2$s}", Scope.RECORDINGS_READ),
          new Row("get_recording", "{\"recording_id\":\"%1$s\"%2$s}", Scope.RECORDINGS_READ),
          new Row("get_transcript", "{\"recording_id\":\"%1$s\"%2$s}", Scope.RECORDINGS_READ),
          new Row("ask", "{\"question\":\"q\",\"recording_ids\":[\"%1$s\"]%2$s}", Scope.ASK_WRITE));

  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

  private final Owner ana = Owner.fresh("eu_ana");
  private final Owner ben = ana.beside("eu_ben");

  @BeforeEach
  void recordSomething() {
    gateway().searchService().search.answersByItself();
    gateway().searchService().listRecordings.answersByItself();
    record(ana, "rec_ana", "the secret of Ana");
    record(ben, "rec_ben", "the secret of Ben");
  }

  private static Set<String> listed(String key) {
    return post(key, LIST).json().at("/result/tools").findValuesAsText("name").stream()
        .collect(Collectors.toSet());
  }

  @Test
  void everyToolHasARow() {
    assertEquals(
        ROWS.stream().map(Row::tool).collect(Collectors.toSet()), listed(key(ana.project())));
  }

  @Test
  void aToolIsShownToAndDoneForThoseAloneWhoseKeyHasItsScope() {
    for (Scope scope : List.of(Scope.RECORDINGS_READ, Scope.ASK_WRITE)) {
      String key = key(ana.project(), "--scopes", scope.text());
      assertEquals(
          ROWS.stream()
              .filter(row -> row.scope() == scope)
              .map(Row::tool)
              .collect(Collectors.toSet()),
          listed(key));
      for (Row row : ROWS) {
        JsonNode result = call(key, row.tool(), row.of("rec_ana", ",\"end_user_id\":\"eu_ana\""));
        boolean lacks = text(result).contains("lacks the scope '" + row.scope().text() + "'");
        assertEquals(scope != row.scope(), lacks, row + " " + result);
        assertTrue(!lacks || result.path("isError").asBoolean(), row::toString);
      }
    }
  }

  private static String text(JsonNode result) {
    return result.at("/content/0/text").asText();
  }

  @Test
  void aKeyOfOneEndUserSeesItsOwnAndNothingTellsForeignFromUnknown() {
    String key = key(ana.project(), "--end-user", "eu_ana");
    gateway().askService().tells();
    for (Row row : ROWS) {
      if (row.scope() == Scope.RECORDINGS_READ) {
        JsonNode own = call(key, row.tool(), row.of("rec_ana", ""));
        assertTrue(text(own).contains("rec_ana"), row + " " + own);
        assertFalse(own.toString().contains("rec_ben"), row + " " + own);
        assertFalse(own.toString().contains("secret of Ben"), row + " " + own);
        assertEquals(
            withoutId(call(key, row.tool(), row.of("rec_nobody", ""))),
            withoutId(call(key, row.tool(), row.of("rec_ben", ""))),
            row::toString);
      }
      JsonNode another = call(key, row.tool(), row.of("rec_ben", ",\"end_user_id\":\"eu_ben\""));
      assertFalse(another.toString().contains("secret of Ben"), row + " " + another);
      assertTrue(another.path("isError").asBoolean(), row + " " + another);
      assertTrue(text(another).contains("Leave 'end_user_id' out"), row + " " + another);
    }
  }

  private static String withoutId(JsonNode result) {
    return result.toString().replaceAll("req_\\w+", "req");
  }

  @Test
  void aKeyOfTheWholeProjectSaysWhoseRecordingsAreMeant() {
    String key = key(ana.project());
    JsonNode unsaid = call(key, "search_recordings", "{\"query\":\"secret\"}");
    assertTrue(text(unsaid).startsWith("'end_user_id' is required"), unsaid::toString);
    assertTrue(
        text(call(key, "ask", "{\"question\":\"q\"}")).startsWith("'end_user_id' is required"));
    String named =
        text(call(key, "search_recordings", "{\"query\":\"secret\",\"end_user_id\":\"eu_ben\"}"));
    assertTrue(named.contains("secret of Ben") && !named.contains("rec_ana"), named);
  }

  @Test
  void testDataAndLiveDataNeverMeet() {
    String key = key(ana.project(), "--mode", "test");
    String listed = text(call(key, "list_recordings", "{}"));
    assertTrue(listed.startsWith("{\"recordings\":[]"), listed);
    assertTrue(
        call(key, "get_recording", "{\"recording_id\":\"rec_ana\"}").path("isError").asBoolean());
  }
}
