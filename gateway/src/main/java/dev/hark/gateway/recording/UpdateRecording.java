package dev.hark.gateway.recording;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.event.EventTopic;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.IntakeClient;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.search.v1.Recording;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.runtime.time.WireTime;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says something of a recording anew: as an event first, so that it is never lost, and then to the
 * index, so that it is shown at once. Both bear the same id and time: what comes second changes
 * nothing.
 */
@Singleton
final class UpdateRecording {
  private final SearchServiceClient searchService;
  private final IntakeClient index;
  private final EventTopic events;
  private final IdGenerator ids;

  UpdateRecording(
      SearchServiceClient searchService, IntakeClient index, EventTopic events, IdGenerator ids) {
    this.searchService = searchService;
    this.index = index;
    this.events = events;
    this.ids = ids;
  }

  /**
   * The recording as it is then.
   *
   * @throws FailureException when it is not the caller's, or something is down; once the event is
   *     out, the worker makes the change all the same
   */
  Recording apply(Call call, RecordingId id, RecordingPatch patch) {
    Recording before = searchService.recording(call, id);
    if (!patch.changes()) {
      return before;
    }
    String event = "evt_" + ids.nextWithinMillisecond();
    Instant at = later(before, Instant.now());
    events.publishChange(
        id.value(),
        json(call.caller(), event, at, id, patch),
        call.caller().requestId(),
        call.left());
    if (!index.update(call, id, event, at, patch.details())) {
      throw new FailureException(Failure.notFound());
    }
    return searchService.recording(call, id);
  }

  /** Than all that the recording has: clocks of those who said it may be ahead. */
  private static Instant later(Recording before, Instant now) {
    Instant cut = now.truncatedTo(ChronoUnit.MILLIS);
    if (!before.hasUpdatedAt()) {
      return cut;
    }
    Instant next = RpcTime.of(before.getUpdatedAt()).truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    return next.isAfter(cut) ? next : cut;
  }

  private static byte[] json(
      Caller caller, String event, Instant at, RecordingId id, RecordingPatch patch) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("recording_id", id.value());
    data.putAll(patch.members());
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("id", event);
    envelope.put("type", "recording.updated");
    envelope.put("created_at", WireTime.format(at));
    envelope.put("project_id", caller.project().value());
    envelope.put("mode", caller.mode().text());
    envelope.put("data", data);
    return Json.bytes(envelope);
  }
}
