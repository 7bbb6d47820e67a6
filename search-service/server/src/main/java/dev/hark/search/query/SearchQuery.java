package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import java.util.Set;

/**
 * What is searched for.
 *
 * @param recordings only these; all of the tenant's when empty
 * @param limit at most this many chunks
 */
public record SearchQuery(
    Tenant tenant,
    String text,
    Set<RecordingId> recordings,
    RecordedRange recorded,
    int limit,
    Retrieval retrieval) {
  private static final int MAX_TEXT = 10_000;
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
