package dev.hark.gateway.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be told, by its name on the wire. */
public enum EventType {
  RECORDING_INDEXED("recording.indexed"),
  RECORDING_FAILED("recording.failed"),
  RECORDING_DELETED("recording.deleted"),
  END_USER_DELETED("end_user.deleted"),
  ASK_MESSAGE_COMPLETED("ask.message.completed"),
  ASK_MESSAGE_FAILED("ask.message.failed"),
  /** Sent when somebody asks for it, to that endpoint alone. */
  TEST("webhook.test");

  /** Those that an endpoint can ask for. */
  static final List<EventType> ASKED =
      Arrays.stream(values()).filter(type -> type != TEST).toList();

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Whether it tells that something is gone: then it outlives what it is about. */
  boolean isDeletion() {
    return this == RECORDING_DELETED || this == END_USER_DELETED;
  }

  static Optional<EventType> asked(String text) {
    return ASKED.stream().filter(type -> type.text.equals(text)).findFirst();
  }
}
