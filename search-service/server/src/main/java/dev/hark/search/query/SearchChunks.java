package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.index.Stamp.Register;
import dev.hark.search.query.ChunkSearch.Failed;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import dev.hark.search.query.ChunkSearch.Scope;
import dev.hark.search.query.SearchQuery.Retrieval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    if (query.retrieval() == Retrieval.LEXICAL) {
      return search(new Rounds(query, Optional::empty));
    }
    try (QueryVectors.Pending vector = vectors.begin(query.text())) {
      return search(new Rounds(query, vector::get));
    }
  }

  /** Says that a search by this text is to come: what it will wait for is begun. */
  public void expect(String text) {
    vectors.expect(text);
  }

  private static Found search(Rounds rounds) {
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Found> found = rounds.next();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IndexUnavailableException("the index changes too fast to be searched");
  }

  /**
   * What a search found.
   *
   * @param chunks best first, none twice
   * @param failed what the search had to do without
   * @param total recordings that were found, those not told included, if each is found once
   * @param model vector space that was searched; null when the meaning was not
   * @param generation of the index that was searched
   */
  public record Found(
      List<FoundChunk> chunks,
      Failed failed,
      int total,
      @Nullable String model,
      String generation) {
    public Found {
      chunks = List.copyOf(chunks);
    }
  }

  /** The rounds of one search. */
  private final class Rounds {
    private final SearchQuery query;
    private final Supplier<Optional<Embedding>> vector;
    private final StaleGenerations stale = new StaleGenerations();

    /**
     * Of one search.
     *
     * @param vector of the query, waited for when everything else that the legs need is there
     */
    Rounds(SearchQuery query, Supplier<Optional<Embedding>> vector) {
      this.query = query;
      this.vector = vector;
    }

    /** The answer, or empty when the index has changed under the search. */
    Optional<Found> next() {
      Scope scope = scope();
      if (scope.recordings().isEmpty() && !query.limits().unbounded()) {
        return Optional.of(found(List.of(), Failed.NONE, 0));
      }
      Legs legs = index.find(query.tenant(), legQuery(scope));
      Ranking ranking = ranking(legs);
      List<Candidate> chosen = ranking.chosen().stream().map(Scored::candidate).toList();
      Set<Candidate> candidates = legs.candidates();
      candidates.addAll(chosen);
      if (candidates.isEmpty() && stale.none()) {
        return Optional.of(found(List.of(), legs.failed(), 0));
      }
      Served served =
          new Served(
              query.tenant(),
              query.limits(),
              index.snapshot(query.tenant(), touched(candidates), chosen));
      if (served.now().erased()) {
        return Optional.of(found(List.of(), legs.failed(), 0));
      }
      return stale.update(candidates, served::finds) && served.sameVoices(scope, candidates)
          ? ranking.answer(served.now()).map(told -> found(told, legs.failed(), ranking.total()))
          : Optional.empty();
    }

    private Found found(List<FoundChunk> chunks, Failed failed, int total) {
      boolean meaning = vector.get().isPresent() && failed != Failed.SEMANTIC;
      boolean wordsOnly = query.retrieval() == Retrieval.HYBRID && !meaning;
      return new Found(
          chunks,
          wordsOnly ? Failed.SEMANTIC : failed,
          total,
          meaning ? vectors.model() : null,
          index.generation());
    }

    /** From what the legs found to what is answered: fusion, selection, and each word once. */
    private Ranking ranking(Legs legs) {
      List<Scored> ranked =
          switch (query.retrieval()) {
            case HYBRID -> hybrid(legs);
            case LEXICAL -> Fusion.single(legs.lexical());
            case SEMANTIC -> Fusion.single(legs.semantic());
          };
      List<Scored> fresh = Repetition.last(ranked, legs.wordings(), query.text());
      return query.byRecording()
          ? Ranking.byRecording(fresh, query.limit())
          : Ranking.byChunk(fresh, query.limit());
    }

    private List<Scored> hybrid(Legs legs) {
      List<Scored> all = Selection.of(legs, TitleMatches.by(query.text(), legs.titles()));
      return legs.preferred() == null ? all : Preference.merge(legs.preferred(), all);
    }

    private Scope scope() {
      return query.limits().unbounded()
          ? new Scope(query.recordings(), Set.of())
          : index.within(query.tenant(), query.limits(), query.recordings());
    }

    private LegQuery legQuery(Scope scope) {
      boolean both = query.retrieval() == Retrieval.HYBRID;
      String words = query.retrieval() == Retrieval.SEMANTIC ? null : query.text();
      // A recording's title says nothing of who speaks in its first chunk.
      boolean titles = both && scope.recordings().size() != 1 && scope.voices().isEmpty();
      Scope preferred = both ? preferred() : Scope.ALL;
      return new LegQuery(words, needed().orElse(null), scope, preferred, stale.ids(), titles);
    }

    private Optional<Embedding> needed() {
      if (query.retrieval() == Retrieval.SEMANTIC && vector.get().isEmpty()) {
        throw new IndexUnavailableException("the embedding model has no vector for the query");
      }
      return vector.get();
    }

    private Scope preferred() {
      SearchQuery.Preferred preferred = query.preferred();
      return new Scope(
          preferred.recordings(),
          preferred.speakers().isEmpty()
              ? Set.of()
              : index.voices(query.tenant(), preferred.speakers(), query.recordings()));
    }

    private Set<RecordingId> touched(Set<Candidate> candidates) {
      Set<RecordingId> touched = new HashSet<>(stale.recordings());
      candidates.forEach(candidate -> touched.add(candidate.recording()));
      return touched;
    }
  }

  /**
   * What is answered.
   *
   * @param chosen best first
   * @param matches chunks that were found of each recording; none unless each is found once
   */
  private record Ranking(List<Scored> chosen, Map<RecordingId, Integer> matches) {
    static Ranking byChunk(List<Scored> ranked, int limit) {
      return new Ranking(ranked.stream().limit(limit).toList(), Map.of());
    }

    static Ranking byRecording(List<Scored> ranked, int limit) {
      Map<RecordingId, Integer> matches = new HashMap<>();
      List<Scored> best = new ArrayList<>();
      for (Scored scored : ranked) {
        if (matches.merge(scored.candidate().recording(), 1, Integer::sum) == 1) {
          best.add(scored);
        }
      }
      return new Ranking(best.stream().limit(limit).toList(), matches);
    }

    int total() {
      return matches.size();
    }

    /** Empty when a chunk has gone meanwhile. */
    Optional<List<FoundChunk>> answer(ChunkSearch.Snapshot now) {
      List<FoundChunk> found = new ArrayList<>();
      for (Scored scored : chosen) {
        RecordingId recording = scored.candidate().recording();
        Chunk body = now.chunks().get(scored.candidate());
        RecordingState state = now.recordings().get(recording);
        if (body == null || state == null) {
          return Optional.empty();
        }
        int count = matches.getOrDefault(recording, 0);
        state
            .active()
            .map(active -> FoundChunk.of(scored.score(), body, state, active).withMatches(count))
            .ifPresent(found::add);
      }
      return Optional.of(found);
    }
  }

  /**
   * A chunk that a search found, with what its recording says at this moment.
   *
   * @param names of those who speak in it
   * @param matches chunks of the recording that were found; 0 unless each recording is found once
   */
  public record FoundChunk(
      RecordingId recording,
      TranscriptionId transcription,
      Chunk chunk,
      @Nullable String recordingTitle,
      @Nullable Instant recordedAt,
      SpeakerNames names,
      double score,
      int matches) {
    static FoundChunk of(double score, Chunk body, RecordingState state, ActiveTranscript active) {
      return new FoundChunk(
          state.key().recording(),
          active.transcription(),
          body,
          Register.valueOf(state.details().title()),
          Register.valueOf(state.details().recordedAt()),
          state.speakers(),
          score,
          0);
    }

    private FoundChunk withMatches(int count) {
      return new FoundChunk(
          recording, transcription, chunk, recordingTitle, recordedAt, names, score, count);
    }
  }
}
