package dev.hark.indexer.event;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of event there are, by their names on the wire. */
public enum EventType {
  RECORDING_CREATED("recording.created"),
  RECORDING_UPDATED("recording.updated"),
  TRANSCRIPTION_STARTED("transcription.started"),
  TRANSCRIPTION_COMPLETED("transcription.completed"),
  TRANSCRIPTION_FAILED("transcription.failed"),
  RECORDING_DELETED("recording.deleted"),
  END_USER_DELETED("end_user.deleted");

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<EventType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** Whether an event of this kind that can never work leaves its recording failed. */
  public boolean failsItsRecording() {
    return switch (this) {
      case RECORDING_CREATED,
          TRANSCRIPTION_STARTED,
          TRANSCRIPTION_COMPLETED,
          TRANSCRIPTION_FAILED ->
          true;
      case RECORDING_UPDATED, RECORDING_DELETED, END_USER_DELETED -> false;
    };
  }
}
