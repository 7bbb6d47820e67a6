package dev.hark.gateway.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer that a request had the first time.
 *
 * @param headers those that belong to the answer and not to the request that it was given to
 * @param body JSON, or what it can be made from again; of an error it names the request that failed
 *     first
 */
public record KeptAnswer(int status, Map<String, String> headers, String body) {
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final String OWN = "X-Hark-";

  public KeptAnswer {
    headers = Map.copyOf(headers);
  }

  static KeptAnswer of(HttpResponse<byte[]> answer, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    answer.getHeaders().forEachValue((name, value) -> keep(headers, name, value));
    return new KeptAnswer(answer.code(), headers, new String(body, StandardCharsets.UTF_8));
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

  boolean isFailure() {
    return status >= 400;
  }

  /** A failure, as the answer to this request. */
  MutableHttpResponse<byte[]> to(HttpRequest<?> request) {
    return with(withRequestId(RequestId.of(request)));
  }

  /** As it was, for what can be given again as it is. */
  public MutableHttpResponse<byte[]> asItWas() {
    return with(body.getBytes(StandardCharsets.UTF_8));
  }

  /** As it was, with this body. */
  public MutableHttpResponse<byte[]> with(byte[] bytes) {
    MutableHttpResponse<byte[]> answer =
        HttpResponse.status(HttpStatus.valueOf(status))
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .contentLength(bytes.length)
            .body(bytes);
    headers.forEach(answer::header);
    return answer;
  }

  /** Says that this is not the first time. */
  static HttpResponse<?> marked(HttpResponse<?> answer) {
    return answer.toMutableResponse().header(REPLAYED, "true");
  }

  /** An error names the request that it is the answer to, and that is this one. */
  private byte[] withRequestId(String id) {
    JsonNode error = body(JsonNode.class);
    if (error.path("error") instanceof ObjectNode content) {
      content.put("request_id", id);
    }
    return Json.bytes(error);
  }

  /** What was kept, as its JSON says. */
  public <T> T body(Class<T> type) {
    try {
      return Json.mapper().readValue(body, type);
    } catch (JsonProcessingException e) {
      // Without its cause, which quotes it.
      throw new IllegalStateException("a kept answer is no " + type.getSimpleName());
    }
  }
}
