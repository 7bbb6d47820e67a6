package dev.hark.gateway.webhook;

import dev.hark.gateway.http.Json;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param id the same each time that it is told, here or there
 * @param endUser whom it is about, where that is known
 * @param recording what it is about, if it is a recording
 * @param data ids and states, never a word of a transcript or message, in this order
 */
public record WebhookEvent(
    EventId id,
    EventType type,
    Instant createdAt,
    ProjectId project,
    Mode mode,
    Optional<EndUserId> endUser,
    Optional<RecordingId> recording,
    Map<String, String> data) {
  public WebhookEvent {
    data = new LinkedHashMap<>(data);
  }

  /** As it is sent, byte for byte the same in each attempt. */
  String body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id.value());
    body.put("type", type.text());
    body.put("created_at", WireTime.format(createdAt));
    body.put("project_id", project.value());
    body.put("mode", mode.text());
    body.put("data", data);
    return new String(Json.bytes(body), StandardCharsets.UTF_8);
  }
}
