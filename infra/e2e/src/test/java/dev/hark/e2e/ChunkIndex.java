package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks past every service at what OpenSearch itself holds. */
final class ChunkIndex {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String url;

  ChunkIndex(String url) {
    this.url = url;
  }

  /** Ordinals of the chunks of a recording, whatever transcription they are of, sorted. */
  List<Integer> ordinals(String recordingId) throws IOException, InterruptedException {
    return chunks(recordingId).stream()
        .map(chunk -> chunk.path("ordinal").asInt())
        .sorted()
        .toList();
  }

  Set<String> transcriptionIds(String recordingId) throws IOException, InterruptedException {
    Set<String> ids = new HashSet<>();
    chunks(recordingId).forEach(chunk -> ids.add(chunk.path("transcription_id").asText()));
    return ids;
  }

  private List<JsonNode> chunks(String recordingId) throws IOException, InterruptedException {
    send("POST", "/hark-chunks/_refresh", "");
    JsonNode found =
        send(
            "POST",
            "/hark-chunks/_search",
            "{\"size\":10000,\"query\":{\"term\":{\"recording_id\":\"%s\"}}}"
                .formatted(recordingId));
    return found.path("hits").path("hits").valueStream().map(hit -> hit.path("_source")).toList();
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    String answer = CLIENT.send(request, BodyHandlers.ofString()).body();
    return RunningHark.json(answer);
  }
}
