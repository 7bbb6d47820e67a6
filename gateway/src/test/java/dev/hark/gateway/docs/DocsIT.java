package dev.hark.gateway.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages that show the API description. */
class DocsIT {
  private final RawHttp http = RunningGateway.shared().http();

  @Test
  void thePageIsWholeWithoutAnyOtherHost() {
    RawAnswer page = http.get("/docs");
    assertEquals("200 text/html;charset=utf-8", page.status() + " " + page.header("content-type"));
    Matcher parts = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page.body());
    int found = 0;
    while (parts.find()) {
      String part = parts.group(1);
      assertTrue(part.startsWith("/") || part.equals("data:,"), part);
      if (part.startsWith("/")) {
        assertEquals(200, http.get(part).status(), part);
        found++;
      }
    }
    assertEquals(5, found);
    assertFalse(page.body().contains("http"), page.body());
    assertFalse(http.get("/docs/start.js").body().contains("http"));
  }

  @Test
  void aBrowserIsToldToTakeNothingFromElsewhere() {
    String policy = http.get("/docs").header("content-security-policy");
    assertEquals(DocsController.POLICY, policy);
    for (String loose : List.of("unsafe", "http", "*")) {
      assertFalse(policy.contains(loose), policy);
    }
    assertEquals(
        "nosniff", http.get("/docs/swagger-ui-bundle.js").header("x-content-type-options"));
  }

  @Test
  void nothingElseOfTheViewerIsServed() {
    for (String name :
        List.of("index.html", "oauth2-redirect.html", "..%2fopenapi.json", "swagger-ui.js", "x")) {
      RawAnswer answer = http.get("/docs/" + name);
      assertEquals("404 not_found", answer.status() + " " + answer.code(), name);
    }
  }

  @Test
  void theDescriptionIsTheKeptOneAndNeedsNoKey() {
    RawAnswer answer = http.get("/openapi.json");
    assertEquals("200 application/json", answer.status() + " " + answer.header("content-type"));
    assertEquals("3.1.0", answer.json().path("openapi").asText());
  }
}
