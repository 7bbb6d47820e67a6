package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.EndUserId;

/** An end user and all their recordings are gone for good. */
public record EndUserDeleted(Envelope envelope, EndUserId endUser) implements RecordingEvent {
  @Override
  public EventType type() {
    return EventType.END_USER_DELETED;
  }
}
