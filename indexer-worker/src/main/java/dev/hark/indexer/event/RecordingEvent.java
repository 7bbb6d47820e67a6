package dev.hark.indexer.event;

/** Something that happened to a recording or to an end user, checked against the contract. */
public sealed interface RecordingEvent
    permits RecordingCreated,
        RecordingUpdated,
        TranscriptionStarted,
        TranscriptionCompleted,
        TranscriptionFailed,
        RecordingDeleted,
        EndUserDeleted {

  Envelope envelope();

  EventType type();
}
