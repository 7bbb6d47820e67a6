package dev.hark.indexer.kafka;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events as a transcription system would send them. */
final class Events {
  static final Instant AT = Instant.parse("2026-05-04T09:30:00.000Z");

  private Events() {}

  static String completed(String recording, Instant at, String... texts) {
    String segments =
        IntStream.range(0, texts.length)
            .mapToObj(
                i ->
                    """
                    {"start_ms":%d,"end_ms":%d,"speaker":"Ada","text":"%s"}\
                    """
                        .formatted(i * 1000, i * 1000 + 900, texts[i]))
            .collect(Collectors.joining(","));
    return event(
        "transcription.completed",
        at,
        """
        "recording_id":"%s","transcription_id":"%s","end_user_id":"eu_1","segments":[%s]\
        """
            .formatted(recording, transcription(recording), segments));
  }

  /** A completed transcription whose words are elsewhere. */
  static String completedAt(String project, String recording, String url) {
    String data =
        """
        "recording_id":"%s","transcription_id":"%s","end_user_id":"eu_1","transcript_url":"%s"\
        """
            .formatted(recording, transcription(recording), url);
    return event("transcription.completed", AT, data).replace("proj_1", project);
  }

  private static String transcription(String recording) {
    return recording.replace("rec_", "txn_");
  }

  static String renamed(String recording, String title) {
    return event(
        "recording.updated",
        AT,
        """
        "recording_id":"%s","title":"%s\"\
        """
            .formatted(recording, title));
  }

  static String deleted(String recording) {
    return event("recording.deleted", AT, "\"recording_id\":\"" + recording + "\"");
  }

  static String event(String type, Instant at, String data) {
    return """
    {"id":"evt_%d","type":"%s","created_at":"%s","project_id":"proj_1","data":{%s}}\
    """
        .formatted(data.hashCode() & Integer.MAX_VALUE, type, at, data);
  }
}
