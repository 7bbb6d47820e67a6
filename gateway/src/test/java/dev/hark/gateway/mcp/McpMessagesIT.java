package dev.hark.gateway.mcp;

import static dev.hark.gateway.mcp.McpFixture.JSON;
import static dev.hark.gateway.mcp.McpFixture.MCP;
import static dev.hark.gateway.mcp.McpFixture.gateway;
import static dev.hark.gateway.mcp.McpFixture.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The protocol on the wire, and what holds for every route. */
class McpMessagesIT {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}";

  private final RawHttp http = gateway().http();
  private final String key = McpFixture.key("proj_messages");

  @Test
  void aMessageIsAnsweredInJsonWhateverTheClientAccepts() {
    for (String accept :
        List.of(
            "Accept: application/json, text/event-stream",
            "Accept: text/event-stream",
            "X-No: 1")) {
      RawAnswer answer = post(key, PING.formatted("7"), accept);
      assertEquals(
          "200 {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}",
          answer.status() + " " + answer.body());
      assertEquals("application/json", answer.header("content-type"));
      assertEquals("", answer.header("mcp-session-id"));
      assertFalse(answer.requestId().isEmpty() || answer.header("x-ratelimit-remaining").isEmpty());
    }
    assertEquals("\"a\"", post(key, PING.formatted("\"a\"")).json().path("id").toString());
  }

  @Test
  void aVersionThatIsNotKnownHereIsAnsweredByTheNewest() {
    String initialize =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}";
    for (String version : List.of("2025-03-26", "2025-06-18", "2025-11-25")) {
      JsonNode result = post(key, initialize.formatted(version)).json().path("result");
      assertEquals(version, result.path("protocolVersion").asText());
      assertTrue(result.path("instructions").asText().contains("search_recordings"));
    }
    assertEquals(
        "2025-11-25",
        post(key, initialize.formatted("1999-01-01"))
            .json()
            .at("/result/protocolVersion")
            .asText());
  }

  @Test
  void notificationsAndAnswersAreTaken() {
    for (String message :
        List.of(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard\",\"params\":{\"a\":1}}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")) {
      RawAnswer answer = post(key, message);
      assertEquals("202 ", answer.status() + " " + answer.body());
    }
  }

  @Test
  void whatIsNoMessageIsRefusedWithWhatIsWrong() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("{", "-32700 The body must be one JSON object"),
            Map.entry("{\"id\":1,\"id\":2}", "-32700 The body must be one JSON object"),
            Map.entry("[" + PING.formatted("1") + "]", "-32600 Batches are not taken"),
            Map.entry("5", "-32600 'jsonrpc' must be"),
            Map.entry(PING.formatted("1").replace("2.0", "1.0"), "-32600 'jsonrpc' must be"),
            Map.entry(PING.formatted("null"), "-32600 'id' must be"),
            Map.entry(PING.formatted("1.5"), "-32600 'id' must be"),
            Map.entry(PING.formatted("{}"), "-32600 'id' must be"),
            Map.entry("{\"jsonrpc\":\"2.0\",\"id\":1}", "-32600 'method' must be"),
            Map.entry(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}",
                "-32600 'params' must be"));
    wrong.forEach((message, expected) -> assertRefused(expected, post(key, message)));
    assertEquals(400, post(key, "").status());
    assertRefused(
        "-32700 Send the body as JSON",
        http.post(
            MCP, PING.formatted("1"), "Content-Type: text/plain", "Authorization: Bearer " + key));
    assertRefused(
        "-32600 'MCP-Protocol-Version' must be one of",
        post(key, PING.formatted("1"), "MCP-Protocol-Version: 1999-01-01"));
    assertEquals(200, post(key, PING.formatted("1"), "MCP-Protocol-Version: 2025-06-18").status());
  }

  private static void assertRefused(String expected, RawAnswer answer) {
    assertEquals(400, answer.status(), answer::toString);
    JsonNode error = answer.json().path("error");
    String said = error.path("code").asInt() + " " + error.path("message").asText();
    assertTrue(said.startsWith(expected), expected + " but " + said);
  }

  @Test
  void whatCannotBeCalledIsAnErrorOfJsonRpcAndSaysNothingOfTheInside() {
    Map<String, Integer> calls =
        Map.of(
            "\"resources/list\"", -32601,
            "\"no/such\"", -32601,
            "\"tools/call\"", -32602,
            "\"tools/call\",\"params\":{\"arguments\":{}}", -32602,
            "\"tools/call\",\"params\":{\"name\":{\"a\":1}}", -32602,
            "\"tools/call\",\"params\":{\"name\":\"ask\",\"arguments\":[]}", -32602,
            "\"tools/call\",\"params\":{\"name\":\"no_such_tool\"}", -32602,
            "\"initialize\"", -32602,
            "\"initialize\",\"params\":{\"protocolVersion\":{},\"capabilities\":5}", -32602);
    calls.forEach(
        (call, code) -> {
          RawAnswer answer = post(key, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + call + "}");
          assertEquals(200, answer.status(), call);
          assertEquals(code, answer.json().at("/error/code").asInt(), call + answer.body());
          assertEquals(1, answer.json().path("id").asInt());
          for (String inside : List.of("Exception", "modelcontextprotocol", "java", "jackson")) {
            assertFalse(answer.body().contains(inside), answer.body());
          }
        });
  }

  @Test
  void thereIsNoStreamToOpenAndNoSessionToEnd() {
    for (String method : List.of("GET", "DELETE")) {
      RawAnswer answer = http.send(method, MCP, null, "Authorization: Bearer " + key);
      assertEquals(
          "405 not_found POST",
          answer.status() + " " + answer.code() + " " + answer.header("allow"));
      assertEquals(401, http.send(method, MCP, null).status());
    }
    assertEquals(404, http.send("PUT", MCP, new byte[0], "Authorization: Bearer " + key).status());
  }

  @Test
  void nobodyIsAnsweredWithoutAKeyWhateverThePathLooksLike() {
    RawAnswer answer = http.post(MCP, PING.formatted("1"), JSON);
    assertEquals(
        "401 unauthorized Bearer",
        answer.status() + " " + answer.code() + " " + answer.header("www-authenticate"));
    for (String path :
        List.of("/mcp/", "//mcp", "/mcp;a", "/MCP", "/mcp/x", "/%6dcp", "/mcp/?a=b")) {
      int status = http.post(path, PING.formatted("1"), JSON).status();
      assertTrue(status == 401 || status == 404 || status == 400, path + " " + status);
    }
    assertEquals(200, http.post(MCP, PING.formatted("1"), JSON, "X-API-Key: " + key).status());
  }

  @Test
  void aKeyThatIsForNoToolIsRefusedAndLimitsHold() {
    RawAnswer refused =
        post(McpFixture.key("proj_messages", "--scopes", "ask:read"), PING.formatted("1"));
    assertEquals("403 forbidden", refused.status() + " " + refused.code());
    RawAnswer large = post(key, "\"" + "a".repeat(300_000) + "\"");
    assertEquals("413 request_too_large", large.status() + " " + large.code());
    String limited = McpFixture.key("proj_mcplimit", "--rate-limit", "10");
    RawAnswer answer = post(limited, PING.formatted("1"));
    for (int i = 0; i < 15 && answer.status() == 200; i++) {
      answer = post(limited, PING.formatted("1"));
    }
    assertEquals("429 rate_limit_exceeded", answer.status() + " " + answer.code());
    assertFalse(answer.header("retry-after").isEmpty());
  }

  @Test
  void pagesOfOtherOriginsMayNotCall() {
    RawAnswer refused = post(key, PING.formatted("1"), "Origin: http://evil.example");
    assertEquals("403 forbidden", refused.status() + " " + refused.code());
    assertEquals(403, post(key, PING.formatted("1"), "Origin: null").status());
    try (RunningGateway other =
        gateway().beside(Map.of("hark.cors.origins", "https://app.example.com"))) {
      String bearer = "Authorization: Bearer " + key;
      RawAnswer answer =
          other
              .http()
              .post(MCP, PING.formatted("1"), JSON, bearer, "Origin: https://app.example.com");
      assertEquals(200, answer.status());
      assertEquals(
          403,
          other
              .http()
              .post(MCP, PING.formatted("1"), JSON, bearer, "Origin: https://b.example")
              .status());
    }
  }
}
