package dev.hark.stack.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.stack.process.Program.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a service's {@code /health} and hands on what it says is missing. */
record HealthProbe(URI health) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  Readiness ask() {
    try {
      var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(4)).build();
      var response = HTTP.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? new Readiness.Ready()
          : new Readiness.NotReady(reason(response.statusCode(), response.body()));
    } catch (IOException e) {
      return new Readiness.NotReady("no answer yet on " + health.getAuthority());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Readiness.failed(e);
    }
  }

  /** What each part that is not up says of itself; the whole answer when it is in another form. */
  static String reason(int status, String body) {
    try {
      List<String> reasons = new ArrayList<>();
      JSON.readTree(body)
          .path("details")
          .properties()
          .forEach(
              part -> {
                if (!part.getValue().path("status").asText().equals("UP")) {
                  reasons.add(part.getKey() + ": " + said(part.getValue().path("details")));
                }
              });
      return reasons.isEmpty() ? "answers " + status : String.join("; ", reasons);
    } catch (JsonProcessingException e) {
      return "answers " + status;
    }
  }

  private static String said(JsonNode details) {
    for (String field : List.of("message", "error")) {
      if (details.path(field).isTextual()) {
        return details.path(field).asText();
      }
    }
    return details.isMissingNode() ? "down" : details.toString();
  }
}
