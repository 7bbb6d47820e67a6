package dev.hark.gateway.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.ErrorBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.RequestId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer that a request had the first time.
 *
 * @param headers those that belong to the answer and not to the request that it was given to
 * @param body JSON; of an error it names the request that failed first
 */
public record KeptAnswer(int status, Map<String, String> headers, String body) {
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final String OWN = "X-Hark-";

  public KeptAnswer {
    headers = Map.copyOf(headers);
  }

  static KeptAnswer of(HttpResponse<byte[]> answer) {
    Map<String, String> headers = new TreeMap<>();
    answer.getHeaders().forEachValue((name, value) -> keep(headers, name, value));
    return new KeptAnswer(
        answer.code(), headers, new String(answer.body(), StandardCharsets.UTF_8));
  }

  static KeptAnswer of(Failure failure) {
    byte[] body = Json.bytes(ErrorBody.of(failure, ""));
    return new KeptAnswer(
        failure.code().status(), Map.of(), new String(body, StandardCharsets.UTF_8));
  }

  private static void keep(Map<String, String> headers, String name, String value) {
    if (name.regionMatches(true, 0, OWN, 0, OWN.length())) {
      headers.put(name, value);
    }
  }

  /** As JSON, which is what it was or would have been. */
  MutableHttpResponse<byte[]> replay(HttpRequest<?> request) {
    byte[] bytes =
        status < 400 ? body.getBytes(StandardCharsets.UTF_8) : withRequestId(RequestId.of(request));
    MutableHttpResponse<byte[]> answer =
        HttpResponse.status(HttpStatus.valueOf(status))
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .contentLength(bytes.length)
            .body(bytes);
    headers.forEach(answer::header);
    return marked(answer);
  }

  /** Says that this is not the first time. */
  static <T> MutableHttpResponse<T> marked(MutableHttpResponse<T> answer) {
    return answer.header(REPLAYED, "true");
  }

  /** An error names the request that it is the answer to, and that is this one. */
  private byte[] withRequestId(String id) {
    try {
      JsonNode error = Json.mapper().readTree(body);
      if (error.path("error") instanceof ObjectNode content) {
        content.put("request_id", id);
      }
      return Json.bytes(error);
    } catch (IOException e) {
      throw new UncheckedIOException("a kept answer is not JSON", e);
    }
  }
}
