package dev.hark.ask.turn;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.prompt.NumberedSegment;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.session.Session;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which cited recordings were deleted while the model wrote: they are not cited. */
final class Withdrawals {
  private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

  private final RecordingSource recordings;

  Withdrawals(RecordingSource recordings) {
    this.recordings = recordings;
  }

  /** None when nobody can say: an answer that is written is not lost because of that. */
  Set<RecordingId> among(Caller caller, Session session, List<NumberedSegment> cited) {
    Caller owner = caller.boundTo(session.owner());
    try {
      return cited.stream()
          .map(segment -> segment.recording().id())
          .distinct()
          .filter(id -> recordings.find(owner, id).filter(Recording::searchable).isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (SourceUnavailableException e) {
      log.warn(
          "request_id={} citations not looked at again: {}", caller.requestId(), e.getMessage());
      return Set.of();
    }
  }
}
