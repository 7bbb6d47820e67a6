package dev.hark.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** An event as a transcription system would publish it: the record's key and the JSON value. */
record Event(String key, ObjectNode json) {
  static final ObjectMapper JSON = new ObjectMapper();

  /** One turn of a transcript; times in milliseconds from the recording's start. */
  record Turn(long startMs, long endMs, String speaker, String text) {}

  static Event created(Owner owner, String recordingId, Instant at, String title) {
    Event event = of(owner, recordingId, "recording.created", at);
    event.data().put("end_user_id", owner.endUserId()).put("title", title);
    return event;
  }

  static Event renamed(Owner owner, String recordingId, Instant at, String title) {
    Event event = of(owner, recordingId, "recording.updated", at);
    event.data().put("title", title);
    return event;
  }

  static Event started(Owner owner, String recordingId, String transcriptionId, Instant at) {
    Event event = of(owner, recordingId, "transcription.started", at);
    event.data().put("transcription_id", transcriptionId);
    return event;
  }

  static Event failed(Owner owner, String recordingId, String transcriptionId, Instant at) {
    Event event = of(owner, recordingId, "transcription.failed", at);
    event.data().put("transcription_id", transcriptionId);
    event.data().putObject("error").put("code", "no_audio").put("message", "The file is empty");
    return event;
  }

  static Event completed(
      Owner owner, String recordingId, String transcriptionId, Instant at, List<Turn> turns) {
    Event event = of(owner, recordingId, "transcription.completed", at);
    event.data().put("transcription_id", transcriptionId).put("end_user_id", owner.endUserId());
    ArrayNode segments = event.data().putArray("segments");
    for (Turn turn : turns) {
      segments
          .addObject()
          .put("start_ms", turn.startMs())
          .put("end_ms", turn.endMs())
          .put("speaker", turn.speaker())
          .put("text", turn.text());
    }
    return event;
  }

  /** The same event with its words in a file of its own. */
  Event withWordsIn(Path folder) {
    Path file = folder.resolve(json.path("id").asText() + ".json");
    ObjectNode elsewhere = json.deepCopy();
    ObjectNode data = (ObjectNode) elsewhere.path("data");
    ObjectNode transcript = JSON.createObjectNode();
    transcript.set("segments", data.remove("segments"));
    data.put("transcript_url", file.toUri().toString());
    try {
      Files.writeString(file, transcript.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Event(key, elsewhere);
  }

  static Event deleted(Owner owner, String recordingId, Instant at) {
    return of(owner, recordingId, "recording.deleted", at);
  }

  static Event endUserDeleted(Owner owner, Instant at) {
    Event event = envelope(owner, owner.endUserId(), "end_user.deleted", at);
    event.data().put("end_user_id", owner.endUserId());
    return event;
  }

  String type() {
    return json.path("type").asText();
  }

  Instant createdAt() {
    return Instant.parse(json.path("created_at").asText());
  }

  ObjectNode data() {
    return (ObjectNode) json.path("data");
  }

  byte[] bytes() {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Event of(Owner owner, String recordingId, String type, Instant at) {
    Event event = envelope(owner, recordingId, type, at);
    event.data().put("recording_id", recordingId);
    return event;
  }

  private static Event envelope(Owner owner, String key, String type, Instant at) {
    ObjectNode json = JSON.createObjectNode();
    Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
    json.put("id", "evt_" + Integer.toUnsignedString(key.hashCode()) + "x" + millis.toEpochMilli());
    json.put("type", type).put("created_at", millis.toString());
    json.put("project_id", owner.projectId()).put("mode", owner.mode());
    json.putObject("data");
    return new Event(key, json);
  }
}
