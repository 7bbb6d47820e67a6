package dev.hark.gateway.erasure;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.event.EventTopic;
import dev.hark.gateway.http.Json;
import dev.hark.runtime.time.WireTime;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells the world that something was deleted. */
@Singleton
final class DeletionEvents {
  private final EventTopic topic;

  DeletionEvents(EventTopic topic) {
    this.topic = topic;
  }

  /**
   * Returns when the event is safe. The same erasure again is the same event again.
   *
   * @throws FailureException when it is not in time; it may be out all the same
   */
  void publish(Erasure erasure, Duration time) {
    topic.publishDeletion(erasure.target().id(), json(erasure), erasure.order().requestId(), time);
  }

  private static byte[] json(Erasure erasure) {
    String type = erasure.target().type().text();
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", erasure.order().eventId());
    envelope.put("type", type + ".deleted");
    envelope.put("created_at", WireTime.format(erasure.requestedAt()));
    envelope.put("project_id", erasure.order().project().value());
    envelope.put("mode", erasure.order().mode().text());
    envelope.put("data", Map.of(type + "_id", erasure.target().id()));
    return Json.bytes(envelope);
  }
}
