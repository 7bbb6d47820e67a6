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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The index as a search sees it. Whole answers only: a part of the index that did not answer is an
 * {@link dev.hark.search.index.IndexFailure.IndexUnavailableException}. Safe for many threads.
 */
public interface ChunkSearch {
  /** What the legs find among a tenant's chunks. */
  Legs find(Tenant tenant, LegQuery query);

  /** A tenant's recordings within limits, among these or, when empty, among all. */
  Scope within(Tenant tenant, RecordingLimits limits, Set<RecordingId> among);

  /** Those who are called so, in a tenant's recordings: among these or, when empty, all. */
  Set<Voice> voices(Tenant tenant, Set<String> speakers, Set<RecordingId> among);

  /** Names what is searched, for support. */
  String generation();

  /** How things stand at this very moment, in one round trip. */
  Snapshot snapshot(Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks);

  /** One who speaks in a recording, by the transcript's label. */
  record Voice(RecordingId recording, String label) {}

  /**
   * What is searched.
   *
   * @param recordings only these; all when empty
   * @param voices only chunks in which one of these speaks; any when empty
   */
  record Scope(Set<RecordingId> recordings, Set<Voice> voices) {
    /** Everything; of what is preferred, nothing. */
    static final Scope ALL = new Scope(Set.of(), Set.of());

    public Scope {
      recordings = Set.copyOf(recordings);
      voices = Set.copyOf(voices);
    }

    /** Labels of those among the voices who speak in a recording. */
    Set<String> labels(RecordingId recording) {
      return voices.stream()
          .filter(voice -> voice.recording().equals(recording))
          .map(Voice::label)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

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
   * @param failed a leg that took part and could not answer, while the other one did
   * @param preferred what both legs found among what is preferred; null when nothing is
   */
  record Legs(
      List<Scored> lexical,
      List<Scored> semantic,
      List<TitleHit> titles,
      Map<Candidate, Wording> wordings,
      Failed failed,
      @Nullable PreferredLegs preferred) {
    /** Both legs have answered, and nothing is preferred. */
    Legs(
        List<Scored> lexical,
        List<Scored> semantic,
        List<TitleHit> titles,
        Map<Candidate, Wording> wordings) {
      this(lexical, semantic, titles, wordings, Failed.NONE, null);
    }

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
      if (preferred != null) {
        all.addAll(preferred.shares().keySet());
      }
      return all;
    }
  }

  /**
   * What each leg found among what is preferred.
   *
   * @param shares of all of it, what part of a chunk is, from 0 to 1
   */
  record PreferredLegs(List<Scored> lexical, List<Scored> semantic, Map<Candidate, Double> shares) {
    public PreferredLegs {
      lexical = List.copyOf(lexical);
      semantic = List.copyOf(semantic);
      shares = Map.copyOf(shares);
    }
  }

  /** The leg that a search has to do without. */
  enum Failed {
    NONE,
    /** The words could not be searched. */
    LEXICAL,
    /** The meaning could not be searched. */
    SEMANTIC
  }

  /**
   * What the legs look for; a leg without its input takes no part.
   *
   * @param words null leaves the words out
   * @param meaning null leaves the meaning out
   * @param scope what is searched
   * @param preferred chunks that are searched for once more, by themselves; none when empty
   * @param excludedGenerations chunks of these are passed over
   * @param titles whether recordings are looked for by their titles too
   */
  record LegQuery(
      @Nullable String words,
      @Nullable Embedding meaning,
      Scope scope,
      Scope preferred,
      Set<String> excludedGenerations,
      boolean titles) {
    public LegQuery {
      excludedGenerations = Set.copyOf(excludedGenerations);
    }

    /** Whether anything is preferred. */
    public boolean prefers() {
      return !preferred.equals(Scope.ALL);
    }
  }
}
