package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.SpeakerNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells of a tenant's recordings together, however many there are: one request each. */
public final class RecordingOverview {
  private static final int MOST_RECORDINGS = 500;
  private static final int MOST_NAMES = 1_000;

  private final Figures figures;
  private final Erasures erasures;

  public RecordingOverview(Figures figures, Erasures erasures) {
    this.figures = figures;
    this.erasures = erasures;
  }

  /**
   * Recordings by what a search can make of them.
   *
   * @param all the others together
   * @param searched their words can be found
   * @param pending they have no words yet
   * @param failed their only transcription did
   * @param undated a time is asked for, and nobody said theirs
   * @param outside of other limits
   */
  public record Counts(
      long all, long searched, long pending, long failed, long undated, long outside) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
  }

  /** A name as it is shown, and of how many recordings. */
  public record Named(String name, long recordings) {}

  /** The recordings' documents, counted. Safe for many threads. */
  public interface Figures {
    /**
     * Names of those who speak, those of most recordings first.
     *
     * @param among only these; all when empty
     * @param most how many of them
     */
    List<Named> names(Tenant tenant, Set<RecordingId> among, int most);

    /** All of a tenant's, or those that are named. */
    Counts count(Tenant tenant, Set<RecordingId> among, RecordingLimits limits);
  }

  /** As they are shown, each once: of those that differ in case the one of most recordings. */
  public List<String> speakers(Tenant tenant, Set<RecordingId> among) {
    requireFew(among);
    Map<String, Named> once = new LinkedHashMap<>();
    for (Named named : figures.names(tenant, among, 2 * MOST_NAMES)) {
      once.merge(
          SpeakerNames.key(named.name()),
          named,
          (one, other) -> new Named(one.name(), one.recordings() + other.recordings()));
    }
    List<Named> names = new ArrayList<>(once.values());
    names.sort(Comparator.comparingLong(Named::recordings).reversed());
    return erasures.contains(tenant)
        ? List.of()
        : names.stream().map(Named::name).limit(MOST_NAMES).toList();
  }

  /** Counts them; none of one who is erased. */
  public Counts count(Tenant tenant, Set<RecordingId> among, RecordingLimits limits) {
    requireFew(among);
    Counts counts = figures.count(tenant, among, limits);
    return erasures.contains(tenant) ? Counts.NONE : counts;
  }

  private static void requireFew(Set<RecordingId> among) {
    if (among.size() > MOST_RECORDINGS) {
      throw UnacceptableException.field(
          "recording_ids", "must be at most 500, not " + among.size());
    }
  }
}
