package dev.hark.search.query;

import dev.hark.search.index.Chunk;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Stamp.Register;
import dev.hark.search.index.TranscriptionRegisters.ActiveTranscript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rounds of one search. What is known to be stale is left out of the next one, and looked at
 * again: a generation that has become the active one meanwhile is let in again.
 */
final class SearchRounds {
  private final ChunkSearch index;
  private final SearchQuery query;
  private final Optional<Embedding> vector;
  private final Map<String, RecordingId> stale = new HashMap<>();

  SearchRounds(ChunkSearch index, SearchQuery query, Optional<Embedding> vector) {
    this.index = index;
    this.query = query;
    this.vector = vector;
  }

  /** The answer, or empty when the index has changed under the search. */
  Optional<List<FoundChunk>> next() {
    Set<RecordingId> scope = scope();
    if (scope.isEmpty() && !query.recorded().unbounded()) {
      return Optional.of(List.of());
    }
    Legs legs = index.find(query.tenant(), legQuery(scope));
    List<Scored> ranked = Ranking.of(legs, query.retrieval(), query.text(), query.limit());
    List<Candidate> chosen = ranked.stream().map(Scored::candidate).toList();
    Set<Candidate> candidates = legs.candidates();
    candidates.addAll(chosen);
    if (candidates.isEmpty() && stale.isEmpty()) {
      return Optional.of(List.of());
    }
    return judge(candidates, ranked, index.snapshot(query.tenant(), touched(candidates), chosen));
  }

  private Set<RecordingId> scope() {
    return query.recorded().unbounded()
        ? query.recordings()
        : index.recorded(query.tenant(), query.recorded(), query.recordings());
  }

  private LegQuery legQuery(Set<RecordingId> scope) {
    String words = query.retrieval() == Retrieval.SEMANTIC ? null : query.text();
    boolean titles = query.retrieval() == Retrieval.HYBRID && scope.size() != 1;
    return new LegQuery(words, vector.orElse(null), scope, stale.keySet(), titles);
  }

  private Set<RecordingId> touched(Set<Candidate> candidates) {
    Set<RecordingId> touched = new HashSet<>(stale.values());
    candidates.forEach(candidate -> touched.add(candidate.recording()));
    return touched;
  }

  private Optional<List<FoundChunk>> judge(
      Set<Candidate> candidates, List<Scored> ranked, ChunkSearch.Snapshot now) {
    if (now.erased()) {
      return Optional.of(List.of());
    }
    boolean same =
        !stale.entrySet().removeIf(entry -> served(now, entry.getValue(), entry.getKey()));
    for (Candidate candidate : candidates) {
      if (!served(now, candidate.recording(), candidate.generation())) {
        stale.put(candidate.generation(), candidate.recording());
        same = false;
      }
    }
    return same ? answer(ranked, now) : Optional.empty();
  }

  /** Whether searches are to find chunks of this generation at this moment. */
  private boolean served(ChunkSearch.Snapshot now, RecordingId recording, String generation) {
    RecordingState state = now.recordings().get(recording);
    return state != null
        && state.tenant().filter(query.tenant()::equals).isPresent()
        && query.recorded().contains(Register.valueOf(state.details().recordedAt()))
        && state.active().filter(active -> active.generation().id().equals(generation)).isPresent();
  }

  private Optional<List<FoundChunk>> answer(List<Scored> ranked, ChunkSearch.Snapshot now) {
    List<FoundChunk> found = new ArrayList<>();
    for (Scored scored : ranked) {
      Chunk body = now.chunks().get(scored.candidate());
      RecordingState state = now.recordings().get(scored.candidate().recording());
      if (body == null || state == null) {
        return Optional.empty();
      }
      state.active().ifPresent(active -> found.add(found(scored.score(), body, state, active)));
    }
    return Optional.of(found);
  }

  static FoundChunk found(double score, Chunk body, RecordingState state, ActiveTranscript active) {
    return new FoundChunk(
        state.key().recording(),
        active.transcription(),
        body,
        Register.valueOf(state.details().title()),
        Register.valueOf(state.details().recordedAt()),
        score);
  }
}
