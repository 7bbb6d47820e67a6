package dev.hark.gateway.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.idempotency.KeptAnswer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A turn that was answered before, as a stream of events for those who ask for one: the same events
 * as the first time, but that the words between two citations come in one piece.
 */
final class ToldAgain {
  private ToldAgain() {}

  /** Empty when it is to be JSON: for all others, and for what is no turn that was answered. */
  static Optional<MutableHttpResponse<byte[]>> to(HttpRequest<?> request, KeptAnswer kept) {
    if (kept.status() != 200 || !AcceptedTypes.of(request).namesEventStream()) {
      return Optional.empty();
    }
    byte[] events = events(kept.body());
    return Optional.of(Turns.asStream(HttpResponse.ok(events).contentLength(events.length)));
  }

  private static byte[] events(String askResult) {
    try {
      JsonNode result = Json.mapper().readTree(askResult);
      JsonNode message = result.path("message");
      ByteArrayOutputStream events = new ByteArrayOutputStream();
      ObjectNode started = Json.mapper().createObjectNode();
      started.set("session_id", result.path("session_id"));
      started.set("message_id", message.path("id"));
      events.writeBytes(EventText.ofJson("started", Json.bytes(started)));
      message.path("parts").forEach(part -> events.writeBytes(event(part)));
      events.writeBytes(EventText.ofJson("completed", askResult.getBytes(StandardCharsets.UTF_8)));
      return events.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a kept answer is not JSON", e);
    }
  }

  private static byte[] event(JsonNode part) {
    ObjectNode data = part.deepCopy();
    data.remove("type");
    return EventText.ofJson(data.has("text") ? "delta" : "citation", Json.bytes(data));
  }
}
