package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client app: calls the public API with one key. */
final class Gateway {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String baseUrl;
  private final String key;

  Gateway(String baseUrl, String key) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  /** An answer of the API. */
  record Answer(int status, JsonNode body, String raw) {}

  Answer get(String path) {
    return send(request(path).GET().build());
  }

  Answer post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** A request that can be sent again under its key. */
  Answer post(String path, String body, String idempotencyKey) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  Answer patch(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body))
            .build());
  }

  Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** Deletes what is there; where it can be read what became of it. */
  String deleted(String path) {
    HttpResponse<String> response = send(request(path).DELETE().build(), BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw new IllegalStateException("deleting answered " + response.body());
    }
    return response.headers().firstValue("Location").orElseThrow();
  }

  /** Deletes and gives the path of the erasure, which may still be pending. */
  String erasing(String path) {
    HttpResponse<String> response = send(request(path).DELETE().build(), BodyHandlers.ofString());
    return switch (response.statusCode()) {
      case 204 -> response.headers().firstValue("Location").orElseThrow();
      case 503 ->
          "/v1/erasures/"
              + RunningHark.json(response.body())
                  .path("error")
                  .path("details")
                  .path("erasure_id")
                  .asText();
      default -> throw new IllegalStateException("deleting answered " + response.body());
    };
  }

  /** An event of a stream. */
  record StreamEvent(String name, JsonNode data) {}

  /** Posts and reads the stream to its end. */
  List<StreamEvent> stream(String path, String body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(body))
            .build();
    String raw = send(request, BodyHandlers.ofString()).body();
    List<StreamEvent> events = new ArrayList<>();
    String name = "";
    for (String line : raw.lines().toList()) {
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        events.add(new StreamEvent(name, RunningHark.json(line.substring("data:".length()))));
      }
    }
    return events;
  }

  Answer search(ObjectNode body) {
    return post("/v1/recordings/search", body.toString());
  }

  /** What a search says of itself that it had to do without; empty when nothing. */
  String degraded(String query) {
    ObjectNode body = Event.JSON.createObjectNode().put("query", query);
    HttpRequest request =
        request("/v1/recordings/search")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("search answered " + response.body());
    }
    return response.headers().firstValue("X-Hark-Degraded").orElse("");
  }

  List<JsonNode> search(String endUserId, String query, int limit) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.put("end_user_id", endUserId).put("query", query).put("limit", limit);
    Answer answer = search(body);
    if (answer.status() != 200) {
      throw new IllegalStateException("search answered " + answer);
    }
    return answer.body().path("results").valueStream().toList();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + key);
  }

  private static Answer send(HttpRequest request) {
    HttpResponse<String> response = send(request, BodyHandlers.ofString());
    boolean isJson =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    JsonNode body = isJson ? RunningHark.json(response.body()) : MissingNode.getInstance();
    return new Answer(response.statusCode(), body, response.body());
  }

  private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return CLIENT.send(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
