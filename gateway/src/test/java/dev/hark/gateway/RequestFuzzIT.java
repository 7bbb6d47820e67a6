package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same for all that stands around a body: query, path, headers, bytes that are no request. */
@Execution(ExecutionMode.CONCURRENT)
class RequestFuzzIT extends Fuzz {
  /** Fewer, as each waits for an answer that may never come. */
  private static final int PATIENT_ROUNDS = Integer.getInteger("fuzz.rounds", 20);

  private static final String SESSIONS = "/v1/ask/sessions";
  private static final String MESSAGES = SESSIONS + "/as_1/messages";

  private static final RunningGateway OWN = RunningGateway.start(Map.of());

  RequestFuzzIT() {
    super(OWN);
  }

  @AfterAll
  static void stop() {
    OWN.close();
  }

  @Test
  void randomParametersAreAnsweredClearly() {
    List<String> names =
        List.of("limit", "cursor", "q", "scope_type", "end_user_id", "recording_id", "x", "");
    String alphabet = "0129-_.%+&=;?/aZ\u00e9";
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder query = new StringBuilder("?");
      for (int j = random.nextInt(4); j >= 0; j--) {
        query.append(pick(names)).append('=');
        random
            .ints(random.nextInt(6), 0, alphabet.length())
            .forEach(at -> query.append(alphabet.charAt(at)));
        query.append('&');
      }
      String path = random.nextBoolean() ? SESSIONS : MESSAGES;
      assertClear(http.get(path + query, key), path + query);
    }
  }

  @Test
  void randomPathsAreAnsweredClearly() {
    String alphabet = "/v1recodings_%0aF.;?#&=+~é\\{}[]|\"<>^` :@\u0001";
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder path =
          new StringBuilder(pick(List.of("/v1/recordings/", "/v1/ask/sessions/", "/")));
      random
          .ints(random.nextInt(20), 0, alphabet.length())
          .forEach(at -> path.append(alphabet.charAt(at)));
      String target = path.toString();
      assertClear(http.get(target, key), target);
    }
  }

  @Test
  void randomHeadersAreAnsweredClearly() {
    List<String> names =
        List.of(
            "Accept",
            "Content-Type",
            "Content-Length",
            "Transfer-Encoding",
            "Expect",
            "Connection",
            "Upgrade",
            "Cookie",
            "Range",
            "If-None-Match",
            "Accept-Language",
            "Origin",
            "Host",
            "X-Forwarded-For",
            "X-Request-Id",
            "Accept-Charset",
            "X-HTTP-Method-Override",
            "Te",
            "Content-Encoding",
            "Idempotency-Key",
            "Forwarded",
            "Sec-WebSocket-Key",
            "HTTP2-Settings");
    List<String> values =
        List.of(
            "",
            "*",
            "a",
            "a/b/c",
            ";;",
            "chunked",
            "100-continue",
            "h2c",
            "websocket",
            "-1",
            "5, 6",
            "999999999999999999999",
            "q=x",
            "\u00ff\u0001",
            "text/event-stream",
            "upgrade",
            "\"",
            "=",
            "application/json;charset=\"",
            "multipart/form-data",
            "bytes=0-",
            "http://[");
    for (int i = 0; i < ROUNDS; i++) {
      String header = pick(names) + ": " + pick(values);
      String other = pick(names) + ": " + pick(values);
      String head =
          "GET /v1/recordings/rec_1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n%s\r\n%s\r\n\r\n"
              .formatted(key, header, other);
      assertNoServerError(head.getBytes(StandardCharsets.ISO_8859_1), header + " " + other);
    }
  }

  @Test
  void randomBytesInPlaceOfARequestAreAnsweredClearlyOrNotAtAll() {
    byte[] good =
        "POST /v1/recordings/search HTTP/1.1\r\nHost: h\r\n%s\r\nContent-Length: 2\r\n\r\n{}"
            .formatted(key)
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < PATIENT_ROUNDS; i++) {
      byte[] request = mutated(good);
      assertNoServerError(request, new String(request, StandardCharsets.ISO_8859_1));
    }
  }

  private void assertNoServerError(byte[] request, String input) {
    String answer = new String(http.everything(request, 150), StandardCharsets.ISO_8859_1);
    String said = "seed " + seed + ": " + input + " got " + answer;
    assertFalse(answer.startsWith("HTTP/1.1 5") || answer.startsWith("HTTP/1.0 5"), said);
    if (answer.startsWith("HTTP/1.1 4")) {
      assertTrue(answer.contains("\"request_id\":\""), said);
      assertFalse(answer.contains("xception"), said);
    }
  }
}
