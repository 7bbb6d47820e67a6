package dev.hark.gateway.erasure;

import dev.hark.gateway.http.Json;
import dev.hark.runtime.time.WireTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** The event of a deletion as it goes out. */
final class DeletionEvent {
  private DeletionEvent() {}

  static byte[] json(Erasure erasure) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", erasure.order().eventId());
    envelope.put("type", type(erasure.target()));
    envelope.put("created_at", WireTime.format(erasure.requestedAt()));
    envelope.put("project_id", erasure.order().project().value());
    envelope.put("mode", erasure.order().mode().text());
    envelope.put("data", data(erasure.target()));
    return Json.bytes(envelope);
  }

  private static String type(Target target) {
    return switch (target) {
      case Target.Recording recording -> "recording.deleted";
      case Target.EndUser endUser -> "end_user.deleted";
    };
  }

  private static Map<String, String> data(Target target) {
    return switch (target) {
      case Target.Recording recording -> Map.of("recording_id", recording.id());
      case Target.EndUser endUser -> Map.of("end_user_id", endUser.id());
    };
  }
}
