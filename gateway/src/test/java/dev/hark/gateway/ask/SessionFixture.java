package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;

/** Two sessions, and a gateway to ask about them. */
class SessionFixture {
  static final String SESSIONS = "/v1/ask/sessions";
  static final String JSON = "Content-Type: application/json";

  static final Session LIBRARY =
      Session.newBuilder()
          .setSessionId("as_1")
          .setScope(Scope.newBuilder().setType(ScopeType.SCOPE_TYPE_LIBRARY))
          .setTitle("New \"chat\"")
          .setLastMessageAt(SampleTurn.time("2026-05-20T10:20:00Z"))
          .setCreatedAt(SampleTurn.time("2026-05-20T10:20:00Z"))
          .setUpdatedAt(SampleTurn.time("2026-05-20T10:20:00.5Z"))
          .setEndUserId("eu_1")
          .build();
  static final String LIBRARY_JSON =
      """
      {"id":"as_1","scope":{"type":"library","recording_ids":[],"recording_title":null},\
      "title":"New \\"chat\\"","message_count":0,"last_message_at":"2026-05-20T10:20:00.000Z",\
      "last_model":null,"last_provider":null,"created_at":"2026-05-20T10:20:00.000Z",\
      "updated_at":"2026-05-20T10:20:00.500Z",\
      "end_user_id":"eu_1"}\
      """;

  static final Session RECORDING =
      LIBRARY.toBuilder()
          .setSessionId("as_2")
          .setScope(
              Scope.newBuilder()
                  .setType(ScopeType.SCOPE_TYPE_RECORDING)
                  .addRecordingIds("rec_1")
                  .setRecordingTitle("Weekly"))
          .setMessageCount(4)
          .setLastModel("gpt-4.1-mini")
          .setLastProvider("openai")
          .build();
  static final String RECORDING_JSON =
      LIBRARY_JSON
          .replace("as_1", "as_2")
          .replace("library", "recording")
          .replace("[]", "[\"rec_1\"]")
          .replace("\"recording_title\":null", "\"recording_title\":\"Weekly\"")
          .replace("\"message_count\":0", "\"message_count\":4")
          .replace("\"last_model\":null", "\"last_model\":\"gpt-4.1-mini\"")
          .replace("\"last_provider\":null", "\"last_provider\":\"openai\"");

  final RunningGateway gateway = RunningGateway.shared();
  final FakeAskService askService = gateway.askService();
  final RawHttp http = gateway.http();
  final String key = bearer("--project", "proj_ask", "--mode", "test");

  final String bearer(String... options) {
    return "Authorization: Bearer " + gateway.key(options);
  }

  final RawAnswer get(String path) {
    return http.get(path, key);
  }

  static void assertIs(int status, String json, RawAnswer answer) {
    assertEquals(status + " " + json, answer.status() + " " + answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(String.valueOf(answer.bytes().length), answer.header("content-length"));
  }
}
