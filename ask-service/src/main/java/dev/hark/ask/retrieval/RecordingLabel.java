package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.util.Optional;

/** What a reader is told about the recording that words are from. */
public record RecordingLabel(
    RecordingId id, Optional<String> title, Optional<Instant> recordedAt) {}
