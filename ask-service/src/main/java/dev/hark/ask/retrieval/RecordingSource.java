package dev.hark.ask.retrieval;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.RecordingId;
import java.util.List;
import java.util.Optional;

/**
 * Knows recordings and their words. Shows what the caller may see alone. Safe for many threads;
 * never retried here. Every call may throw {@link SourceUnavailableException}.
 */
public interface RecordingSource {
  Optional<Recording> find(Caller caller, RecordingId id);

  /** The searchable words of a recording, whole. */
  TranscriptLookup transcript(Caller caller, RecordingId id);

  /** The newest recordings of an end user, at most so many. */
  List<Recording> newest(Caller caller, EndUserId owner, int most);
}
