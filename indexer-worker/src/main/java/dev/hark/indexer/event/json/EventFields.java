package dev.hark.indexer.event.json;

import dev.hark.indexer.event.EventType;
import java.util.Set;

/** The names that the contract knows, by type; every other one is unknown and ignored. */
final class EventFields {
  static final Set<String> ENVELOPE = Set.of("id", "type", "created_at", "project_id", "mode");

  private EventFields() {}

  /** Names in {@code data}. */
  static Set<String> of(EventType type) {
    return switch (type) {
      case RECORDING_CREATED ->
          Set.of(
              "recording_id",
              "end_user_id",
              "external_id",
              "title",
              "recorded_at",
              "duration_ms",
              "metadata",
              "tags",
              "audio_url",
              "speakers");
      case RECORDING_UPDATED ->
          Set.of(
              "recording_id", "title", "recorded_at", "metadata", "tags", "audio_url", "speakers");
      case TRANSCRIPTION_STARTED -> Set.of("recording_id", "transcription_id");
      case TRANSCRIPTION_COMPLETED ->
          Set.of(
              "recording_id",
              "transcription_id",
              "end_user_id",
              "external_id",
              "title",
              "recorded_at",
              "duration_ms",
              "language",
              "provider",
              "metadata",
              "tags",
              "audio_url",
              "segments",
              "transcript_url");
      case TRANSCRIPTION_FAILED -> Set.of("recording_id", "transcription_id", "error");
      case RECORDING_DELETED -> Set.of("recording_id");
      case END_USER_DELETED -> Set.of("end_user_id");
    };
  }
}
