package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;

/**
 * What is searched for, and where.
 *
 * @param owner whose recordings are searched
 * @param recordings only these; all of the owner's when empty
 * @param text 1 to 10,000 characters, not blank
 * @param limits inside of that
 * @param preferred what comes first where it fits
 */
public record ChunkQuery(
    Caller caller,
    EndUserId owner,
    List<RecordingId> recordings,
    String text,
    int limit,
    Limits limits,
    Preferred preferred) {
  /** As search-service takes it. */
  public static final int MAX_TEXT = 10_000;

  /** With no further limits. */
  public ChunkQuery(
      Caller caller, EndUserId owner, List<RecordingId> recordings, String text, int limit) {
    this(caller, owner, recordings, text, limit, Limits.NONE, Preferred.NOTHING);
  }

  public ChunkQuery {
    recordings = List.copyOf(recordings);
    if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_TEXT) {
      throw new IllegalArgumentException("a query has 1 to 10,000 characters and is not blank");
    }
  }

  /** The same place, searched for something else. */
  public ChunkQuery withText(String other) {
    return new ChunkQuery(caller, owner, recordings, other, limit, limits, preferred);
  }

  /**
   * What comes first where it fits, and is never a limit.
   *
   * @param speakers by name or label
   */
  public record Preferred(List<String> speakers, List<RecordingId> recordings) {
    /** Nothing comes first. */
    public static final Preferred NOTHING = new Preferred(List.of(), List.of());

    public Preferred {
      speakers = List.copyOf(speakers);
      recordings = List.copyOf(recordings);
    }
  }
}
