package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import java.util.Collection;
import java.util.Optional;

/** What searches of a tenant are to find at this moment, within limits. */
record Served(Tenant tenant, RecordingLimits limits, ChunkSearch.Snapshot now) {
  Optional<RecordingState> state(RecordingId recording) {
    return Optional.ofNullable(now.recordings().get(recording));
  }

  /** Whether chunks of this generation are found. */
  boolean finds(RecordingId recording, String generation) {
    return state(recording)
        .filter(state -> state.tenant().filter(tenant::equals).isPresent())
        .filter(limits::accepts)
        .flatMap(RecordingState::active)
        .filter(active -> active.generation().id().equals(generation))
        .isPresent();
  }

  /** Whether those who were looked for have the names that were asked for still, and no others. */
  boolean sameVoices(ChunkSearch.Scope scope, Collection<Candidate> candidates) {
    return !limits.bySpeaker()
        || candidates.stream()
            .map(Candidate::recording)
            .distinct()
            .allMatch(
                id ->
                    state(id)
                        .filter(state -> state.voices(limits.speakers()).equals(scope.labels(id)))
                        .isPresent());
  }
}
