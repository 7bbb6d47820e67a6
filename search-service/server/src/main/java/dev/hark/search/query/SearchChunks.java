package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.Stamp.Register;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import dev.hark.search.query.SearchQuery.Retrieval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks that fit a query best. The legs answer from the index as it was a moment ago, so
 * what they found is held against the recordings' states of now; when anything does not fit, the
 * search is done again without it, so that it sees neither what is gone nor less than what is
 * there.
 */
public final class SearchChunks {
  /**
   * Each further round means a replacement or deletion within the 20 ms that a round takes, longer
   * on a busy machine: five were too few once while 50 searches a second met one after the other.
   */
  private static final int ROUNDS = 20;

  private final ChunkSearch index;
  private final QueryVectors vectors;

  public SearchChunks(ChunkSearch index, QueryVectors vectors) {
    this.index = index;
    this.vectors = vectors;
  }

  /**
   * Searches.
   *
   * @throws IndexUnavailableException rather than answering with less than there is
   */
  public Found search(SearchQuery query) {
    Optional<Embedding> vector =
        query.retrieval() == Retrieval.LEXICAL ? Optional.empty() : vectors.of(query.text());
    boolean wordsOnly = query.retrieval() == Retrieval.HYBRID && vector.isEmpty();
    if (query.retrieval() == Retrieval.SEMANTIC && vector.isEmpty()) {
      throw new IndexUnavailableException("the embedding model has no vector for the query");
    }
    Rounds rounds = new Rounds(index, query, vector);
    for (int i = 0; i < ROUNDS; i++) {
      Optional<List<FoundChunk>> chunks = rounds.next();
      if (chunks.isPresent()) {
        return new Found(chunks.get(), wordsOnly);
      }
    }
    throw new IndexUnavailableException("the index changes too fast to be searched");
  }

  /**
   * What a search found.
   *
   * @param chunks best first, none twice
   * @param lexicalOnly whether the embedding model failed and only the words were searched
   */
  public record Found(List<FoundChunk> chunks, boolean lexicalOnly) {
    public Found {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * The rounds of one search. What is known to be stale is left out of the next one, and looked at
   * again: a generation that has become the active one meanwhile is let in again.
   */
  static final class Rounds {
    private final ChunkSearch index;
    private final SearchQuery query;
    private final Optional<Embedding> vector;
    private final Map<String, RecordingId> stale = new HashMap<>();

    Rounds(ChunkSearch index, SearchQuery query, Optional<Embedding> vector) {
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
      List<Scored> ranked = ranked(legs);
      List<Candidate> chosen = ranked.stream().map(Scored::candidate).toList();
      Set<Candidate> candidates = legs.candidates();
      candidates.addAll(chosen);
      if (candidates.isEmpty() && stale.isEmpty()) {
        return Optional.of(List.of());
      }
      return judge(candidates, ranked, index.snapshot(query.tenant(), touched(candidates), chosen));
    }

    /** From what the legs found to what is answered: fusion, selection, and each word once. */
    private List<Scored> ranked(Legs legs) {
      List<Scored> ranked =
          switch (query.retrieval()) {
            case HYBRID -> Selection.of(legs, TitleMatches.by(query.text(), legs.titles()));
            case LEXICAL -> Fusion.single(legs.lexical());
            case SEMANTIC -> Fusion.single(legs.semantic());
          };
      return Repetition.last(ranked, legs.wordings(), query.text()).stream()
          .limit(query.limit())
          .toList();
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
          && state
              .active()
              .filter(active -> active.generation().id().equals(generation))
              .isPresent();
    }

    private Optional<List<FoundChunk>> answer(List<Scored> ranked, ChunkSearch.Snapshot now) {
      List<FoundChunk> found = new ArrayList<>();
      for (Scored scored : ranked) {
        Chunk body = now.chunks().get(scored.candidate());
        RecordingState state = now.recordings().get(scored.candidate().recording());
        if (body == null || state == null) {
          return Optional.empty();
        }
        state
            .active()
            .ifPresent(active -> found.add(FoundChunk.of(scored.score(), body, state, active)));
      }
      return Optional.of(found);
    }
  }

  /** A chunk that a search found, with what its recording says at this moment. */
  public record FoundChunk(
      RecordingId recording,
      TranscriptionId transcription,
      Chunk chunk,
      @Nullable String recordingTitle,
      @Nullable Instant recordedAt,
      double score) {
    static FoundChunk of(double score, Chunk body, RecordingState state, ActiveTranscript active) {
      return new FoundChunk(
          state.key().recording(),
          active.transcription(),
          body,
          Register.valueOf(state.details().title()),
          Register.valueOf(state.details().recordedAt()),
          score);
    }
  }
}
