package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Wording;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index as a search sees it. Whole answers only: a part of the index that did not answer is an
 * {@link dev.hark.search.index.IndexFailure.IndexUnavailableException}. Safe for many threads.
 */
public interface ChunkSearch {
  /** What the legs find among a tenant's chunks. */
  Legs find(Tenant tenant, LegQuery query);

  /** A tenant's recordings of a time, among these or, when empty, among all. */
  Set<RecordingId> recorded(Tenant tenant, RecordedRange range, Set<RecordingId> among);

  /** How things stand at this very moment, in one round trip. */
  Snapshot snapshot(Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks);

  /**
   * How things stand.
   *
   * @param erased whether the tenant's end user is erased
   * @param recordings states of those that any event was ever heard of
   * @param chunks bodies of those that are still there
   */
  record Snapshot(
      boolean erased, Map<RecordingId, RecordingState> recordings, Map<Candidate, Chunk> chunks) {
    public Snapshot {
      recordings = Map.copyOf(recordings);
      chunks = Map.copyOf(chunks);
    }
  }

  /**
   * A recording that was found by its title.
   *
   * @param opening its first chunk
   * @param title as far as it is searched
   * @param likeness cosine of the title's vector and the query's; empty when it is not known
   */
  record TitleHit(Candidate opening, String title, OptionalDouble likeness) {}

  /**
   * What each leg of a search found, best first, with scores of its own.
   *
   * @param titles recordings by their titles, in any order
   * @param wordings of the chunks
   */
  record Legs(
      List<Scored> lexical,
      List<Scored> semantic,
      List<TitleHit> titles,
      Map<Candidate, Wording> wordings) {
    public Legs {
      lexical = List.copyOf(lexical);
      semantic = List.copyOf(semantic);
      titles = List.copyOf(titles);
      wordings = Map.copyOf(wordings);
    }

    /** The candidates of both legs, each once. */
    Set<Candidate> candidates() {
      Set<Candidate> all = new LinkedHashSet<>();
      semantic.forEach(scored -> all.add(scored.candidate()));
      lexical.forEach(scored -> all.add(scored.candidate()));
      return all;
    }
  }

  /**
   * What the legs look for; a leg without its input takes no part.
   *
   * @param words null leaves the words out
   * @param meaning null leaves the meaning out
   * @param recordings only these; all when empty
   * @param excludedGenerations chunks of these are passed over
   * @param titles whether recordings are looked for by their titles too
   */
  record LegQuery(
      @Nullable String words,
      @Nullable Embedding meaning,
      Set<RecordingId> recordings,
      Set<String> excludedGenerations,
      boolean titles) {
    public LegQuery {
      recordings = Set.copyOf(recordings);
      excludedGenerations = Set.copyOf(excludedGenerations);
    }
  }
}
