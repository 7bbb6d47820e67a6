package dev.hark.bench.hark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hark.bench.meeting.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Searches as a client app does, in all recordings, by a client that costs next to nothing: it
 * sends and reads on the thread that calls, over connections that are kept.
 */
public final class RestSearch {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;
  private static final int TIMEOUT_MS = 30_000;

  static {
    // Else the JDK keeps five, and more callers than that would have to connect again.
    System.setProperty("http.maxConnections", "64");
  }

  private final URI route;
  private final String key;
  private final int limit;

  public RestSearch(String baseUrl, String key, int limit) {
    this.route = URI.create(baseUrl + "/v1/recordings/search");
    this.key = key;
    this.limit = limit;
  }

  /** Takes the answer as it comes. */
  public void search(Question question) {
    byte[] body =
        JSON.createObjectNode()
            .put("query", question.text())
            .put("end_user_id", Library.END_USER)
            .put("limit", limit)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    try {
      HttpURLConnection call = (HttpURLConnection) route.toURL().openConnection();
      call.setReadTimeout(TIMEOUT_MS);
      call.setRequestProperty("Authorization", "Bearer " + key);
      call.setRequestProperty("Content-Type", "application/json");
      call.setDoOutput(true);
      try (OutputStream out = call.getOutputStream()) {
        out.write(body);
      }
      if (call.getResponseCode() != OK) {
        throw new IllegalStateException("a search was answered with " + call.getResponseCode());
      }
      try (InputStream answer = call.getInputStream()) {
        answer.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway does not answer", e);
    }
  }
}
