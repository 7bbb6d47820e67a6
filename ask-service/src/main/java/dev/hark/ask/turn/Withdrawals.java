package dev.hark.ask.turn;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.prompt.NumberedSegment;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.session.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which recordings were deleted while the model wrote: they are neither cited nor shown.
 */
final class Withdrawals {
  private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

  private final RecordingLookUps lookUps;

  Withdrawals(RecordingSource recordings) {
    this.lookUps = new RecordingLookUps(recordings);
  }

  /** None when nobody can say: an answer that is written is not lost because of that. */
  Set<RecordingId> among(
      Caller caller, Session session, Prompt prompt, List<NumberedSegment> cited) {
    List<RecordingId> used =
        Stream.concat(
                prompt.used().stream().map(Chunk::recordingId),
                cited.stream().map(segment -> segment.recording().id()))
            .distinct()
            .toList();
    try {
      List<Optional<Recording>> found = lookUps.all(caller.boundTo(session.owner()), used);
      Set<RecordingId> gone = new HashSet<>();
      for (int i = 0; i < used.size(); i++) {
        if (found.get(i).filter(Recording::searchable).isEmpty()) {
          gone.add(used.get(i));
        }
      }
      return gone;
    } catch (SourceUnavailableException e) {
      log.warn(
          "request_id={} citations not looked at again: {}", caller.requestId(), e.getMessage());
      return Set.of();
    }
  }
}
