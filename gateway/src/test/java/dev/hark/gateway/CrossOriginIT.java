package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which web pages may call: none, unless their origin is listed. */
class CrossOriginIT {
  private static final String LISTED = "https://app.example.com";
  private static final String SEARCH = "/v1/recordings/search";
  private static final String ASKS = "Access-Control-Request-Method: POST";
  private static final String ALLOWED = "access-control-allow-origin";

  @Test
  void nobodyMayUnlessConfigured() {
    RawHttp http = RunningGateway.shared().http();
    RawAnswer preflight = http.send("OPTIONS", SEARCH, null, "Origin: " + LISTED, ASKS);
    assertEquals(404, preflight.status());
    for (RawAnswer answer : List.of(preflight, http.get("/health", "Origin: " + LISTED))) {
      assertTrue(
          answer.headers().stream()
              .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-")),
          answer.toString());
      assertEquals("", answer.header("vary"));
    }
  }

  @Test
  void listedOriginsMayAndNoOthers() {
    try (RunningGateway gateway =
        RunningGateway.start(Map.of("hark.cors.origins", LISTED + ", http://localhost:5173"))) {
      RawHttp http = gateway.http();
      assertPreflight(http);
      assertEveryAnswerIsReadable(http);
      for (String other :
          List.of(
              "https://app.example.com.evil.org",
              "https://evil.org",
              "http://app.example.com",
              "https://app.example.com:444",
              "https://APP.example.com",
              "null",
              "*",
              "")) {
        RawAnswer answer = http.get("/health", "Origin: " + other);
        assertEquals("", answer.header(ALLOWED), other);
        assertEquals("origin", answer.header("vary"));
        assertEquals(
            404, http.send("OPTIONS", SEARCH, null, "Origin: " + other, ASKS).status(), other);
      }
    }
  }

  /** A browser asks without a key. */
  private static void assertPreflight(RawHttp http) {
    RawAnswer answer = http.send("OPTIONS", SEARCH, null, "Origin: " + LISTED, ASKS);
    assertEquals(204, answer.status());
    assertEquals("", answer.raw());
    assertEquals(LISTED, answer.header(ALLOWED));
    assertEquals("origin", answer.header("vary"));
    assertEquals("600", answer.header("access-control-max-age"));
    assertEquals("GET, POST, PATCH, DELETE", answer.header("access-control-allow-methods"));
    String headers = answer.header("access-control-allow-headers");
    assertTrue(headers.contains("Authorization") && headers.contains("Idempotency-Key"), headers);
    assertEquals("", answer.header("access-control-allow-credentials"));
    // Without the question it is a request like any other.
    assertEquals(404, http.send("OPTIONS", SEARCH, null, "Origin: " + LISTED).status());
  }

  private static void assertEveryAnswerIsReadable(RawHttp http) {
    String origin = "Origin: http://localhost:5173";
    for (RawAnswer answer :
        List.of(
            http.get("/health", origin),
            http.get("/nowhere", origin),
            http.get("/%zz", origin),
            http.post(SEARCH, "{}", origin),
            http.exchange(
                ("GET /health HTTP/1.1\r\nConnection: close\r\nContent-Length: x\r\n"
                        + origin
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8)))) {
      assertEquals("http://localhost:5173", answer.header(ALLOWED), answer.toString());
      assertTrue(answer.header("access-control-expose-headers").contains("X-Request-Id"));
    }
  }

  @Test
  void whatIsNoOriginIsRefusedAtTheStart() {
    for (String wrong : List.of("*", "https://app.example.com/", "app.example.com", "null")) {
      Exception failure =
          assertThrows(
              Exception.class,
              () -> ApplicationContext.run(Map.of("hark.cors.origins", wrong)).close());
      assertTrue(String.valueOf(failure.getMessage()).contains("HARK_CORS_ORIGINS"), wrong);
    }
  }
}
