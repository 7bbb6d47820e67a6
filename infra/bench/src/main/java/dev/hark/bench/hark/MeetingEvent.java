package dev.hark.bench.hark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import java.time.Instant;

/** A meeting as the event that a transcription system would send. */
record MeetingEvent(String project, String recordingId, Meeting meeting) {
  private static final JsonMapper JSON = new JsonMapper();

  /** All meetings of an evaluation happened then; nothing is restricted by time. */
  private static final Instant RECORDED_AT = Instant.parse("2026-01-05T09:00:00Z");

  ObjectNode json() {
    String suffix = recordingId.substring("rec_".length());
    ObjectNode event = JSON.createObjectNode();
    event.put("id", "evt_" + suffix);
    event.put("type", "transcription.completed");
    event.put("created_at", RECORDED_AT.toString());
    event.put("project_id", project);
    ObjectNode data = event.putObject("data");
    data.put("recording_id", recordingId);
    data.put("transcription_id", "txn_" + suffix);
    data.put("end_user_id", Library.END_USER);
    data.put("recorded_at", RECORDED_AT.toString());
    ArrayNode segments = data.putArray("segments");
    meeting.turns().forEach(turn -> add(turn, segments));
    return event;
  }

  private static void add(Turn turn, ArrayNode segments) {
    segments
        .addObject()
        .put("start_ms", turn.startMs())
        .put("end_ms", turn.endMs())
        .put("speaker", turn.speaker())
        .put("text", turn.text());
  }
}
