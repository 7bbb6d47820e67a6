package dev.hark.gateway;

import static dev.hark.gateway.Answers.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.SearchResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are right, or wrong, in ways that clients rarely choose. */
class UnusualRequestsIT {
  private static final String SEARCH = "/v1/recordings/search";
  private static final String RECORDING = "/v1/recordings/rec_1";
  private static final String MESSAGES = "/v1/ask/sessions/as_1/messages";
  private static final String ORDER = "{\"query\":\"budget\",\"end_user_id\":\"eu_1\"}";
  private static final String TEXT = "Content-Type: text/plain";

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_unusual");

  @BeforeEach
  void answer() {
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    gateway
        .searchService()
        .getRecording
        .answers(request -> GetRecordingResponse.getDefaultInstance());
    gateway.askService().onSessions(ListSessionsResponse::getDefaultInstance);
    gateway
        .askService()
        .tells(
            AskResponse.newBuilder().setStarted(Started.getDefaultInstance()).build(),
            AskResponse.newBuilder().setCompleted(Completed.getDefaultInstance()).build());
  }

  @Test
  void aBodyMayTakeLongerThanItsAnswer() throws Exception {
    try (RunningGateway hasty = gateway.beside(Map.of("hark.search-service.budget", "500ms"));
        Socket socket = hasty.http().connect()) {
      assertEquals(200, hasty.http().post(SEARCH, ORDER, key).status());
      OutputStream out = socket.getOutputStream();
      send(
          out,
          "POST %s HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n%s\r\n\r\n"
              .formatted(SEARCH, ORDER.length(), key));
      // Longer than the answer may take, which is what this is about.
      Thread.sleep(1_000);
      send(out, ORDER);
      assertEquals(200, RawAnswer.read(socket.getInputStream(), false).status());
    }
  }

  @Test
  void aSemicolonIsALetterOfAParameter() {
    http.get("/v1/ask/sessions?q=plan;b", key);
    assertEquals("plan;b", gateway.askService().last(ListSessionsRequest.class).getQ());
  }

  @Test
  void theTypeOfABodyThatNobodyReadsIsOfNoConcern() {
    for (String path : List.of(RECORDING, "/v1/end-users/eu_1", "/v1/erasures/era_1")) {
      assertEquals(401, http.send("GET", path, null, TEXT).status(), path);
    }
    assertEquals(401, http.send("GET", "/v1/transcriptions/txn_1", null, TEXT).status());
    assertEquals(200, http.get(RECORDING, key, TEXT).status());
    assertEquals(401, http.send("DELETE", RECORDING, null, TEXT).status());
    assertError(http.send("PUT", RECORDING, null, key, TEXT), 404, "not_found", null);
  }

  @Test
  void aClientOfHttp10GetsAStreamWithoutChunks() {
    String body = "{\"content\":\"q\"}";
    String request =
        "POST %s HTTP/1.0\r\nAccept: text/event-stream\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
            .formatted(MESSAGES, body.length(), key, body);
    String answer =
        new String(
            http.everything(request.getBytes(StandardCharsets.UTF_8), 5_000),
            StandardCharsets.UTF_8);
    assertTrue(answer.contains("\r\n\r\nevent: started"), answer);
    assertTrue(answer.strip().endsWith("}"), answer);
  }

  @Test
  void aBrokenChunkEndsTheConnection() throws IOException {
    String request =
        "POST %s HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n%s\r\n\r\n%x\r\n%s\r\nZZ\r\n"
            .formatted(SEARCH, key, ORDER.length(), ORDER);
    try (Socket socket = http.connect()) {
      send(socket.getOutputStream(), request);
      assertEquals(-1, socket.getInputStream().read(), "neither an answer nor silence");
    }
  }

  @Test
  void aKeyBesideTheCredentialsOfAProxyIsAKey() {
    String own = key.replace("Authorization: Bearer", "X-API-Key:");
    assertEquals(200, http.get(RECORDING, "Authorization: Basic dTpw", own).status());
    assertEquals(401, http.get(RECORDING, "Authorization: Basic dTpw").status());
  }

  @Test
  void aLongNumberInAFieldThatNobodyReadsIsIgnored() {
    String body = ORDER.replace("}", ",\"n\":" + "1".repeat(999) + "}");
    assertEquals(200, http.post(SEARCH, body, key).status());
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
