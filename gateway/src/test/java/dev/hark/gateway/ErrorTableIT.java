package dev.hark.gateway;

import static dev.hark.gateway.Answers.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.SearchResponse;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every row of the contract's error table that these routes can meet. */
class ErrorTableIT {
  private static final String SEARCH = "/v1/recordings/search";
  private static final String JSON = "Content-Type: application/json";
  private static final String ORDER = "{\"query\":\"budget\",\"end_user_id\":\"eu_1\"}";

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key = bearer("--project", "proj_errors");

  private String bearer(String... options) {
    return "Authorization: Bearer " + gateway.key(options);
  }

  @Test
  void invalidRequest400NamesTheFieldAtFault() {
    RawAnswer answer =
        http.post(SEARCH, ORDER.replace("}", ",\"recording_ids\":[\"rec_1\",\"x\"]}"), JSON, key);
    assertError(answer, 400, "invalid_request", "recording_ids[1]");
    assertTrue(answer.message().contains("rec_"), answer.message());
  }

  @Test
  void invalidRequest400ForABodyThatIsNotAnObject() {
    List<byte[]> bodies = new ArrayList<>();
    for (String body :
        List.of(
            "",
            "[]",
            "null",
            "7",
            "\"x\"",
            "{",
            "{\"query\":\"a\",\"query\":\"b\"}",
            "{}{}",
            "{\"query\":NaN}",
            "{'query':1}",
            "{\"a\":1,}",
            "\u0000",
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "{\"limit\":" + "9".repeat(2000) + "}")) {
      bodies.add(body.getBytes(StandardCharsets.UTF_8));
    }
    bodies.add("{\"query\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    bodies.add(ORDER.getBytes(StandardCharsets.UTF_16LE));
    bodies.add(("\ufeff" + ORDER).getBytes(StandardCharsets.UTF_8));
    bodies.forEach(
        body -> assertError(http.post(SEARCH, body, JSON, key), 400, "invalid_request", null));
  }

  @Test
  void invalidRequest400ForAnotherContentType() {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "nonsense",
            "application/json; charset=latin1",
            "*/*",
            ";")) {
      RawAnswer answer = http.post(SEARCH, ORDER, "Content-Type: " + type, key);
      assertError(answer, 400, "invalid_request", null);
      assertTrue(answer.message().contains("application/json"), type + " " + answer.message());
    }
  }

  @Test
  void invalidRequest400ForWhatIsNoValidHttp() {
    for (String target : List.of("/%zz", "/%", "/v1/recordings/%ff%fe", "/a b", "*", "x", "/\\")) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: hark\r\n\r\n";
      RawAnswer answer = http.exchange(request.getBytes(StandardCharsets.UTF_8));
      assertError(answer, 400, "invalid_request", null);
    }
  }

  @Test
  void invalidRequest400ForHeadersThatAreTooLong() {
    assertError(
        http.get("/v1/recordings/rec_1", "X-Long: " + "a".repeat(1 << 20)),
        400,
        "invalid_request",
        null);
    assertError(http.get("/" + "a".repeat(100_000)), 400, "invalid_request", null);
  }

  @Test
  void unauthorized401IsOneBodyForEveryBadKey() {
    String good = gateway.key("--project", "proj_errors");
    String revoked = revokedKey();
    String unknown = gateway.key("--project", "proj_other");
    List<String> bad =
        List.of(
            "X-Nothing: here",
            "Authorization: Bearer",
            "Authorization: Bearer x",
            "Authorization: Basic " + good,
            "Authorization: " + good,
            "Authorization: Bearer " + good + "x",
            "Authorization: Bearer " + swapLastTwo(good),
            "Authorization: Bearer " + good + " " + good,
            "Authorization: Bearer " + revoked,
            "X-API-Key: " + revoked,
            "Authorization: Bearer " + good + "\r\nX-API-Key: " + unknown,
            "Authorization: Bearer " + good + "\r\nAuthorization: Bearer " + unknown);
    String expected = http.get("/v1/recordings/rec_1").bodyWithoutId();
    for (String header : bad) {
      RawAnswer answer = http.get("/v1/recordings/rec_1", header);
      assertError(answer, 401, "unauthorized", null);
      assertEquals(expected, answer.bodyWithoutId());
      assertEquals("Bearer", answer.header("www-authenticate"));
    }
  }

  private String revokedKey() {
    var key = gateway.describedKey("--project", "proj_errors");
    gateway.keys("revoke", key.path("id").asText());
    return key.path("key").asText();
  }

  private static String swapLastTwo(String key) {
    int end = key.length();
    return key.substring(0, end - 2) + key.charAt(end - 1) + key.charAt(end - 2) + "0";
  }

  @Test
  void unauthorized401WhenTheKeyStandsInTheQueryString() {
    String good = gateway.key("--project", "proj_errors");
    assertError(
        http.get("/v1/recordings/rec_1?key=%s&api_key=%s".formatted(good, good)),
        401,
        "unauthorized",
        null);
  }

  @Test
  void forbidden403NamesTheScopeThatTheKeyLacks() {
    gateway.searchService().getRecording.fails(Status.INTERNAL);
    RawAnswer answer =
        http.get(
            "/v1/recordings/rec_1", bearer("--project", "proj_errors", "--scopes", "ask:read"));
    assertError(answer, 403, "forbidden", null);
    assertTrue(answer.message().contains("recordings:read"), answer.message());
    assertEquals(List.of(), gateway.searchService().getRecording.asked());
  }

  @Test
  void forbidden403WhenTheKeyIsBoundToAnotherEndUser() {
    String bound = bearer("--project", "proj_errors", "--end-user", "eu_2");
    assertError(http.post(SEARCH, ORDER, JSON, bound), 403, "forbidden", "end_user_id");
  }

  @Test
  void notFound404IsTheSameForWhatIsUnknownForeignOrImpossible() {
    gateway.searchService().getRecording.fails(Status.NOT_FOUND.withDescription("foreign"));
    String expected = http.get("/v1/recordings/rec_1", key).bodyWithoutId();
    for (String id : List.of("rec_2", "txn_1", "rec_", "rec_a-b", "x", "rec_" + "a".repeat(65))) {
      RawAnswer answer = http.get("/v1/recordings/" + id, key);
      assertError(answer, 404, "not_found", null);
      assertEquals(expected, answer.bodyWithoutId());
    }
  }

  @Test
  void notFound404ForARouteThatDoesNotExist() {
    for (String path :
        List.of("/", "/v1", "/v1/", "/v2/recordings/rec_1", "/beans", "/env", "/routes")) {
      assertError(http.get(path, key), 404, "not_found", null);
    }
    for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")) {
      assertError(http.send(method, "/v1/transcriptions/txn_1", null, key), 404, "not_found", null);
    }
    assertError(http.send("DELETE", SEARCH, null, key), 404, "not_found", null);
  }

  @Test
  void requestTooLarge413ForABodyOver256KiB() {
    String filler = ORDER.replace("}", ",\"x\":\"%s\"}");
    int rest = (256 << 10) - filler.length() + 2;
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    assertEquals(200, http.post(SEARCH, filler.formatted("a".repeat(rest)), JSON, key).status());
    for (int size : new int[] {rest + 1, 1 << 20, 10 << 20}) {
      RawAnswer answer = http.post(SEARCH, filler.formatted("a".repeat(size)), JSON, key);
      assertError(answer, 413, "request_too_large", null);
    }
  }

  @Test
  void requestTooLarge413ForABodyInChunksOfUnknownLength() {
    StringBuilder request = new StringBuilder("POST " + SEARCH + " HTTP/1.1\r\nHost: hark\r\n");
    request.append(JSON).append("\r\n").append(key).append("\r\n");
    request.append("Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 64; i++) {
      request.append("4000\r\n").append("a".repeat(0x4000)).append("\r\n");
    }
    RawAnswer answer =
        http.exchange(request.append("0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    assertError(answer, 413, "request_too_large", null);
  }

  @Test
  void unavailable503WhenSearchServiceFailsInAnyWay() {
    // The last one without a word of ours is a message too large for the connection.
    Set<Status.Code> faults =
        Set.of(Status.Code.INTERNAL, Status.Code.UNKNOWN, Status.Code.RESOURCE_EXHAUSTED);
    for (Status.Code code : Status.Code.values()) {
      if (code == Status.Code.OK
          || code == Status.Code.NOT_FOUND
          || code == Status.Code.INVALID_ARGUMENT
          || code == Status.Code.OUT_OF_RANGE) {
        continue;
      }
      Status status = code.toStatus().withDescription("at 127.0.0.1:1 java.lang.Exception");
      gateway.searchService().search.fails(status);
      RawAnswer answer = http.post(SEARCH, ORDER, JSON, key);
      assertError(answer, 503, "unavailable", null);
      assertEquals(faults.contains(code) ? "" : "1", answer.header("retry-after"), code.name());
    }
  }
}
