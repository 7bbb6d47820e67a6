package dev.hark.bench.hark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls of one project whose failures are answers too: who is refused is told apart. */
public final class TenantCalls implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(4);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String baseUrl;
  private final String key;

  public TenantCalls(String baseUrl, String key) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  /**
   * An answer.
   *
   * @param wordsOnly whether a search says that the meaning was left out
   */
  public record Answer(Duration time, int status, boolean wordsOnly) {
    public boolean isGood() {
      return status == 200;
    }
  }

  public Answer search(String query) {
    ObjectNode body =
        JSON.createObjectNode().put("query", query).put("end_user_id", Library.END_USER);
    return post("/v1/recordings/search", body);
  }

  /** A question to {@code local} in a new session over all recordings. */
  public Answer turn(String question) {
    ObjectNode body = JSON.createObjectNode().put("end_user_id", Library.END_USER);
    body.putObject("scope").put("type", "library");
    body.putObject("initial_message").put("content", question).put("provider", "local");
    return post("/v1/ask/sessions", body);
  }

  /** The first page of the sessions. */
  public Answer sessions() {
    return send(request("/v1/ask/sessions").GET().build());
  }

  private Answer post(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest request) {
    long start = System.nanoTime();
    try {
      HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
      return new Answer(
          Duration.ofNanos(System.nanoTime() - start),
          response.statusCode(),
          response.headers().firstValue("X-Hark-Degraded").isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
