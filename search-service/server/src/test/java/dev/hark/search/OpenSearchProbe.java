package dev.hark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.stack.SharedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Looks into OpenSearch past the service, and breaks it where a test wants that. */
public final class OpenSearchProbe {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url = SharedStack.get().openSearchUrl();

  public JsonNode get(String path) {
    return send("GET", path, "");
  }

  public JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return MAPPER.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Chunks of all that is in the index, also of what no search may find. */
  public long chunks(TestService service, String query) {
    send("POST", "/" + service.prefix() + "-chunks/_refresh", "");
    return get("/" + service.prefix() + "-chunks/_count?q=" + query).path("count").asLong();
  }
}
