package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import java.util.Set;

/**
 * What is searched for.
 *
 * @param recordings only these; all of the tenant's when empty
 * @param limits what these must be like
 * @param preferred what comes first where it fits
 * @param limit at most this many chunks, or recordings
 * @param byRecording whether each recording is found once, by its best chunk
 */
public record SearchQuery(
    Tenant tenant,
    String text,
    Set<RecordingId> recordings,
    RecordingLimits limits,
    Preferred preferred,
    int limit,
    Retrieval retrieval,
    boolean byRecording) {
  /** Longest text, in code points. */
  public static final int MAX_TEXT = 10_000;

  private static final int MAX_RECORDINGS = 500;
  private static final int MAX_LIMIT = 100;

  public SearchQuery {
    recordings = Set.copyOf(recordings);
    int length = text.codePointCount(0, text.length());
    if (text.isBlank() || length > MAX_TEXT) {
      throw UnacceptableException.field(
          "query", "must have 1 to 10,000 characters and not be blank; it has " + length);
    }
    if (recordings.size() > MAX_RECORDINGS) {
      throw UnacceptableException.field(
          "recording_ids", "must be at most 500, not " + recordings.size());
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw UnacceptableException.field("limit", "must be 1 to 100, not " + limit);
    }
  }

  /**
   * What comes first where it fits, and limits nothing.
   *
   * @param speakers keys of names
   */
  public record Preferred(Set<String> speakers, Set<RecordingId> recordings) {
    /** Nothing. */
    public static final Preferred NOTHING = new Preferred(Set.of(), Set.of());

    private static final int MOST = 20;

    public Preferred {
      speakers = Set.copyOf(speakers);
      recordings = Set.copyOf(recordings);
      if (speakers.size() > MOST) {
        throw UnacceptableException.field(
            "preferred_speakers", "must be at most 20, not " + speakers.size());
      }
      if (recordings.size() > MOST) {
        throw UnacceptableException.field(
            "preferred_recording_ids", "must be at most 20, not " + recordings.size());
      }
    }
  }

  /** What finds the candidates of a search. */
  public enum Retrieval {
    /** Words and meaning, fused, the best matches and their surroundings by turns. */
    HYBRID,
    /** The words alone, in their own order. */
    LEXICAL,
    /** The meaning alone, in its own order. */
    SEMANTIC
  }
}
