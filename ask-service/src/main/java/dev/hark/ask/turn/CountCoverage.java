package dev.hark.ask.turn;

import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.Outcome.Coverage;
import dev.hark.runtime.id.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts how much of a session's scope can be searched. */
final class CountCoverage {
  private static final Logger log = LoggerFactory.getLogger(CountCoverage.class);

  /** Counting is for a look at the state of things; ten pages of search-service are enough. */
  private static final int MOST = 1_000;

  private static final int MOST_MISSING = 10;
  private static final Comparator<Recording> LATEST_FIRST =
      Comparator.comparing(
          (Recording recording) -> recording.label().recordedAt().orElse(Instant.EPOCH),
          Comparator.reverseOrder());

  private final RecordingSource recordings;

  CountCoverage(RecordingSource recordings) {
    this.recordings = recordings;
  }

  /** When it is asked for. The answer is stored: it is not lost because nothing can be counted. */
  Optional<Coverage> asked(Caller caller, Question question, Session session) {
    if (!question.include().contains(Question.Include.COVERAGE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(caller.boundTo(session.owner()), session));
    } catch (SourceUnavailableException e) {
      log.warn("request_id={} without coverage: {}", caller.requestId(), e.getMessage());
      return Optional.empty();
    }
  }

  private Coverage of(Caller caller, Session session) {
    List<Recording> inScope =
        switch (session.scope()) {
          case Scope.Library _ -> recordings.newest(caller, session.owner(), MOST);
          case Scope.Selected _, Scope.Recording _ ->
              recordings
                  .find(caller, session.owner(), session.scope().recordings())
                  .values()
                  .stream()
                  .toList();
        };
    return count(inScope);
  }

  private static Coverage count(List<Recording> inScope) {
    List<Recording> missing =
        inScope.stream().filter(recording -> !recording.searchable()).toList();
    int failed =
        (int)
            missing.stream()
                .filter(recording -> recording.status() == TranscriptionStatus.FAILED)
                .count();
    return new Coverage(
        inScope.size(),
        inScope.size() - missing.size(),
        missing.size() - failed,
        failed,
        missing.stream().sorted(LATEST_FIRST).limit(MOST_MISSING).toList(),
        inScope.size() == MOST);
  }
}
