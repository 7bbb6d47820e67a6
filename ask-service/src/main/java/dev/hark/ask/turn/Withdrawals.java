package dev.hark.ask.turn;

import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.session.Session;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which recordings were deleted while the model wrote: they are neither cited nor shown.
 */
final class Withdrawals {
  private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

  private final RecordingSource recordings;

  Withdrawals(RecordingSource recordings) {
    this.recordings = recordings;
  }

  /** None when nobody can say: an answer that is written is not lost because of that. */
  Set<RecordingId> among(
      Caller caller, Session session, Prompt prompt, List<NumberedSegment> cited) {
    Set<RecordingId> gone =
        Stream.concat(
                prompt.used().stream().map(Chunk::recordingId),
                cited.stream().map(segment -> segment.recording().id()))
            .collect(Collectors.toSet());
    try {
      EndUserId owner = session.owner();
      recordings.find(caller.boundTo(owner), owner, Set.copyOf(gone)).values().stream()
          .filter(Recording::searchable)
          .forEach(found -> gone.remove(found.id()));
      return gone;
    } catch (SourceUnavailableException e) {
      log.warn(
          "request_id={} citations not looked at again: {}", caller.requestId(), e.getMessage());
      return Set.of();
    }
  }
}
