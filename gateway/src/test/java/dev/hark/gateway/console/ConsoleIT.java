package dev.hark.gateway.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The console's files as a browser gets them. */
class ConsoleIT {
  private final RawHttp http = RunningGateway.shared().http();

  /** Scripts and styles that the page names; none when it was built without node. */
  private List<String> assets() {
    Matcher parts =
        Pattern.compile("(?:src|href)=\"(/console/[^\"]*)\"").matcher(http.get("/console").body());
    return parts.results().map(found -> found.group(1)).toList();
  }

  @Test
  void everyAddressOfThePageIsThePageAndNeedsNoKey() {
    String page = http.get("/console").body();
    for (String path :
        List.of(
            "/console/ask/as_1", "/console/search", "/console/recordings/rec_1", "/console/x")) {
      RawAnswer answer = http.get(path);
      assertEquals(
          "200 text/html;charset=utf-8", answer.status() + " " + answer.header("content-type"));
      assertEquals(page, answer.body());
    }
  }

  @Test
  void aBrowserIsToldToRunNothingElse() {
    RawAnswer page = http.get("/console");
    assertEquals(ConsoleController.POLICY, page.header("content-security-policy"));
    for (String loose : List.of("unsafe", "*")) {
      assertFalse(ConsoleController.POLICY.contains(loose), loose);
    }
    assertEquals("no-referrer", page.header("referrer-policy"));
    assertEquals("nosniff", page.header("x-content-type-options"));
    assertFalse(page.body().contains("//127"), page.body());
  }

  @Test
  void thePageIsAskedForEachTimeAndItsPartsNever() {
    RawAnswer page = http.get("/console");
    assertEquals("no-cache", page.header("cache-control"));
    RawAnswer again = http.get("/console/ask", "If-None-Match: \"x\", " + page.header("etag"));
    assertEquals("304 ", again.status() + " " + again.body());
    assertEquals(ConsoleController.POLICY, again.header("content-security-policy"));
    for (String asset : assets()) {
      RawAnswer part = http.get(asset);
      assertEquals("200", "" + part.status(), asset);
      assertEquals("public, max-age=31536000, immutable", part.header("cache-control"));
      assertEquals("nosniff", part.header("x-content-type-options"));
    }
  }

  @Test
  void whoTakesGzipGetsItAndNobodyElse() throws IOException {
    String page = http.get("/console").body();
    for (String not : List.of("identity", "br", "gzip;q=0", "gzip; q=0.0, br")) {
      RawAnswer plain = http.get("/console", "Accept-Encoding: " + not);
      assertEquals("", plain.header("content-encoding"), not);
      assertEquals(page, plain.body());
    }
    RawAnswer packed = http.get("/console", "Accept-Encoding: gzip, deflate, br");
    assertEquals("gzip", packed.header("content-encoding"));
    assertEquals("Accept-Encoding", packed.header("vary"));
    try (var bytes = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
      assertEquals(page, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void thePartsFitInWhatAFirstVisitMayWeigh() {
    int weight = http.get("/console", "Accept-Encoding: gzip").bytes().length;
    assumeFalse(assets().isEmpty(), "built without node");
    for (String asset : assets()) {
      weight += http.get(asset, "Accept-Encoding: gzip").bytes().length;
    }
    assertTrue(weight <= 150 * 1024, "bytes: " + weight);
  }

  @Test
  void whatIsNoPartIsNotThere() {
    for (String name :
        List.of(
            "x.js", "console-AAAAAAAA.js", "..%2findex.html", "../index.html", "console.js.gz")) {
      RawAnswer answer = http.get("/console/assets/" + name);
      assertEquals("404 not_found", answer.status() + " " + answer.code(), name);
    }
    assertEquals(404, http.get("/consoles").status());
  }
}
