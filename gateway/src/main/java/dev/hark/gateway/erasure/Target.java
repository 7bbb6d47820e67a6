package dev.hark.gateway.erasure;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;

/** What is to be deleted. */
sealed interface Target {
  /** Whose data it is. */
  EndUserId owner();

  String id();

  Type type();

  record Recording(RecordingId recording, EndUserId owner) implements Target {
    @Override
    public String id() {
      return recording.value();
    }

    @Override
    public Type type() {
      return Type.RECORDING;
    }
  }

  record EndUser(EndUserId owner) implements Target {
    @Override
    public String id() {
      return owner.value();
    }

    @Override
    public Type type() {
      return Type.END_USER;
    }
  }

  /** As the database and the API name it. */
  enum Type {
    RECORDING("recording"),
    END_USER("end_user");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static Target of(String type, String id, EndUserId owner) {
    return type.equals(Type.RECORDING.text())
        ? new Recording(new RecordingId(id), owner)
        : new EndUser(owner);
  }
}
