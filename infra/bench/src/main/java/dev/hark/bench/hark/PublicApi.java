package dev.hark.bench.hark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.bench.Searcher;
import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.Found;
import dev.hark.bench.meeting.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Searches as a client app does: over REST, with a key. */
public final class PublicApi implements Searcher, AutoCloseable {
  static final int LIMIT = 50;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String baseUrl;
  private final String key;
  private final Library library;

  public PublicApi(String baseUrl, String key, Library library) {
    this.baseUrl = baseUrl;
    this.key = key;
    this.library = library;
  }

  @Override
  public String name() {
    return "hark";
  }

  @Override
  public List<Found> search(Question question, Setting setting) {
    HttpRequest request =
        request("/v1/recordings/search")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(question, setting).toString()))
            .build();
    return ok(send(request)).required("results").valueStream().map(this::found).toList();
  }

  private ObjectNode body(Question question, Setting setting) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("query", question.text())
            .put("end_user_id", Library.END_USER)
            .put("limit", LIMIT);
    if (setting == Setting.RECORDING) {
      body.putArray("recording_ids").add(library.recordingOf(question.meetingId()));
    }
    return body;
  }

  /** Asks about all recordings in a new session; how long until the answer's first word. */
  public Duration timeToFirstWord(Question question) {
    ObjectNode body = JSON.createObjectNode().put("end_user_id", Library.END_USER);
    body.putObject("scope").put("type", "library");
    body.putObject("initial_message").put("content", question.text());
    HttpRequest request =
        request("/v1/ask/sessions")
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    long start = System.nanoTime();
    try (Stream<String> lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      Iterator<String> events = lines.filter(line -> line.startsWith("event:")).iterator();
      while (events.hasNext()) {
        String event = events.next();
        if (event.endsWith("delta")) {
          Duration time = Duration.ofNanos(System.nanoTime() - start);
          events.forEachRemaining(_ -> {});
          return time;
        }
      }
      throw new IllegalStateException("a stream ended without a word");
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Asks the extractive answerer about one recording, in a new session.
   *
   * @param meetingId what the question is asked of, its own meeting or another
   * @return from the recording's start, where each citation of the answer points; none when it
   *     declined
   */
  public List<Duration> askLocal(Question question, String meetingId) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("scope")
        .put("type", "recording")
        .put("recording_id", library.recordingOf(meetingId));
    body.putObject("initial_message").put("content", question.text()).put("provider", "local");
    HttpRequest request =
        request("/v1/ask/sessions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return ok(send(request))
        .required("message")
        .required("parts")
        .valueStream()
        .filter(part -> part.required("type").asText().equals("citation"))
        .map(part -> Duration.ofMillis(part.required("start_ms").asLong()))
        .toList();
  }

  private Found found(JsonNode result) {
    return new Found(
        library.meetingOf(result.required("recording_id").asText()),
        result.required("start_ms").asLong(),
        result.required("end_ms").asLong(),
        result.required("chunk_text").asText());
  }

  /** The recording's status; {@code unknown} as long as no event about it has been processed. */
  String status(String recording) {
    HttpResponse<String> response = send(request("/v1/recordings/" + recording).GET().build());
    return response.statusCode() == NOT_FOUND
        ? "unknown"
        : ok(response).required("status").asText();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode ok(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new IllegalStateException(
          "the gateway answered " + response.statusCode() + ": " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway did not answer with JSON", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
