package dev.hark.gateway;

import static dev.hark.gateway.Answers.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every route. */
class CommonRulesIT {
  private static final String SEARCH = "/v1/recordings/search";
  private static final String RECORDING = "/v1/recordings/rec_1";
  private static final String JSON = "Content-Type: application/json";
  private static final String ORDER = "{\"query\":\"budget\",\"end_user_id\":\"eu_1\"}";

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_common");

  @BeforeEach
  void answerLargely() {
    FoundChunk chunk = FoundChunk.newBuilder().setText("word ".repeat(2_000)).build();
    gateway
        .searchService()
        .search
        .answers(request -> SearchResponse.newBuilder().addChunks(chunk).build());
    gateway
        .searchService()
        .getRecording
        .answers(
            request ->
                GetRecordingResponse.newBuilder()
                    .setRecording(Recording.newBuilder().setRecordingId("rec_1"))
                    .build());
  }

  @Test
  void givesTheClientsOwnRequestIdBackAndSendsItOn() {
    RawAnswer answer = http.post(SEARCH, ORDER, JSON, key, "X-Request-Id: my-own_ID-1");
    assertEquals("my-own_ID-1", answer.requestId());
    assertEquals("my-own_ID-1", lastSearch().getCaller().getRequestId());
    RawAnswer error = http.get("/nowhere", "X-Request-Id: my-own_ID-2");
    assertEquals("my-own_ID-2", error.requestId());
    assertError(error, 404, "not_found", null);
  }

  @Test
  void makesARequestIdWhenTheClientsIsNotAllowed() {
    for (String sent : List.of("", "a b", "a,b", "ü", "a".repeat(129), "a\r\nX-Request-Id: b")) {
      String id = http.get(RECORDING, key, "X-Request-Id: " + sent).requestId();
      assertTrue(id.matches("req_[A-Za-z0-9]{1,64}"), id);
    }
    assertEquals("a".repeat(128), http.get("/", "X-Request-Id: " + "a".repeat(128)).requestId());
  }

  @Test
  void requestIdsSortByTime() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(http.get("/").requestId());
    }
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void everyAnswerHasItsRequestIdAndSecurityHeaders() {
    List<RawAnswer> answers =
        List.of(
            http.get("/"),
            http.get("/%zz"),
            http.get("/health"),
            http.get("/prometheus"),
            http.get(RECORDING),
            http.get(RECORDING, key),
            http.get(RECORDING, "X-Long: " + "a".repeat(100_000)),
            http.exchange("nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8)),
            http.post(SEARCH, "a".repeat(300_000), JSON, key));
    for (RawAnswer answer : answers) {
      assertTrue(answer.requestId().startsWith("req_"), answer.toString());
      assertEquals("nosniff", answer.header("x-content-type-options"));
      assertEquals("no-store", answer.header("cache-control"));
      assertEquals("DENY", answer.header("x-frame-options"));
      assertEquals("no-referrer", answer.header("referrer-policy"));
      assertEquals("same-origin", answer.header("cross-origin-resource-policy"));
      assertEquals(
          "default-src 'none'; frame-ancestors 'none'", answer.header("content-security-policy"));
      assertEquals("", answer.header("server"));
      assertEquals("", answer.header("access-control-allow-origin"));
    }
  }

  @Test
  void neverCompressesAndNeverReadsWhatIsCompressed() {
    for (String accepted : List.of("identity", "gzip", "gzip, deflate, br, zstd", "*")) {
      RawAnswer answer = http.post(SEARCH, ORDER, JSON, key, "Accept-Encoding: " + accepted);
      assertEquals("", answer.header("content-encoding"));
      assertTrue(answer.body().startsWith("{\"results\""), answer.body());
    }
    assertError(
        http.post(SEARCH, ORDER, JSON, key, "Content-Encoding: gzip"),
        400,
        "invalid_request",
        null);
  }

  @Test
  void answersJsonWhateverTheClientSaysItAccepts() {
    for (String accept : List.of("text/html", "image/png", "*/*", "nonsense", "")) {
      RawAnswer answer = http.post(SEARCH, ORDER, JSON, key, "Accept: " + accept);
      assertEquals("200 application/json", answer.status() + " " + answer.header("content-type"));
      RawAnswer error = http.get("/nowhere", "Accept: " + accept);
      assertError(error, 404, "not_found", null);
    }
  }

  @Test
  void headersThatItHasNoUseForDoNoHarm() {
    List<String> values =
        List.of("\"", "a;b=\"", "for=\"", "host=a:b", "proto=\u00ff", "a:b:c", ",", "99999999999");
    for (String name :
        List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "Accept-Language",
            "Accept-Charset")) {
      for (String value : values) {
        String header = name + ": " + value;
        for (String origin : List.of("X-None: 1", "Origin: a", "Origin: https://app.example")) {
          assertEquals(200, http.get(RECORDING, key, header, origin).status(), header);
        }
      }
    }
  }

  @Test
  void theHostThatIsNamedChangesNothing() {
    for (String host :
        List.of("", "http://[", "a:b", "a:99999999999", "[", "\u00ff", "localhost")) {
      for (String origin : List.of("X-None: 1", "Origin: a", "Origin: https://app.example")) {
        String request =
            "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n%s\r\n\r\n"
                .formatted(RECORDING, host, key, origin);
        int status = http.exchange(request.getBytes(StandardCharsets.ISO_8859_1)).status();
        assertEquals(200, status, host + " " + origin);
      }
    }
  }

  @Test
  void servesATrailingSlashAndNeverRedirects() {
    assertEquals(200, http.get(RECORDING + "/", key).status());
    assertEquals(200, http.post(SEARCH + "/", ORDER, JSON, key).status());
    assertError(http.get("/v1/recordings//rec_1", key), 404, "not_found", null);
    assertError(http.get("//v1/recordings/rec_1", key), 400, "invalid_request", null);
  }

  @Test
  void decodesThePathOnce() {
    assertEquals(200, http.get("/v1/recordings/%72ec_1", key).status());
    assertError(http.get("/v1/recordings/%2572ec_1", key), 404, "not_found", null);
    assertError(http.get("/v1/recordings/rec_1%2F..", key), 404, "not_found", null);
    assertError(http.get("/v1/recordings/rec_1%00", key), 404, "not_found", null);
  }

  @Test
  void answersHeadAsGetWithoutItsBody() {
    RawAnswer get = http.get(RECORDING, key);
    RawAnswer head = http.send("HEAD", RECORDING, null, key);
    assertEquals(get.status(), head.status());
    assertEquals(get.header("content-length"), head.header("content-length"));
    assertEquals("", head.raw());
    RawAnswer missing = http.send("HEAD", "/nowhere", null, key);
    assertEquals(404, missing.status());
  }

  @Test
  void speaksHttp10AndAnswersPipelinedRequestsInOrder() {
    String old = "GET %s HTTP/1.0\r\n%s\r\n\r\n".formatted(RECORDING, key);
    assertEquals(200, http.exchange(old.getBytes(StandardCharsets.UTF_8)).status());
    String two = pipelined("/health", "one", "keep-alive") + pipelined("/nowhere", "two", "close");
    String answers =
        new String(
            http.everything(two.getBytes(StandardCharsets.UTF_8), 5_000), StandardCharsets.UTF_8);
    assertTrue(answers.indexOf("Request-Id: one") < answers.indexOf("Request-Id: two"), answers);
    assertTrue(answers.contains("Request-Id: one"), answers);
  }

  private static String pipelined(String path, String id, String connection) {
    return "GET %s HTTP/1.1\r\nHost: hark\r\nX-Request-Id: %s\r\nConnection: %s\r\n\r\n"
        .formatted(path, id, connection);
  }

  @Test
  void ignoresFieldsAndParametersThatItDoesNotKnow() {
    String body = ORDER.replace("}", ",\"new\":{\"a\":[1,null,{}]},\"\":0}");
    assertEquals(200, http.post(SEARCH + "?limit=99&x=%20", body, JSON, key).status());
    assertEquals(8, lastSearch().getLimit());
  }

  @Test
  void takesJsonWithAndWithoutACharset() {
    for (String type :
        List.of(
            "application/json; charset=utf-8",
            "Application/JSON;charset=\"UTF-8\"",
            "application/json; profile=x")) {
      assertEquals(200, http.post(SEARCH, ORDER, "Content-Type: " + type, key).status());
    }
    assertEquals(200, http.post(SEARCH, ORDER, key).status());
  }

  @Test
  void takesIdentityFromTheKeyAlone() {
    http.post(
        SEARCH,
        ORDER.replace("}", ",\"caller\":{\"project_id\":\"proj_x\"},\"project_id\":\"proj_x\"}"),
        JSON,
        key,
        "X-Hark-Refusal: MALFORMED",
        "X-Hark-Project: proj_x",
        "X-Project-Id: proj_x",
        "hark.caller: proj_x",
        "grpc-metadata-project: proj_x");
    assertEquals("proj_common", lastSearch().getCaller().getProjectId());
    assertEquals("", lastSearch().getCaller().getEndUserId());
  }

  private SearchRequest lastSearch() {
    return gateway.searchService().search.asked().getLast();
  }
}
