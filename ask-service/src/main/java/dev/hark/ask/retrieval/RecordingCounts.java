package dev.hark.ask.retrieval;

/**
 * Recordings by what a search can make of them; the others are those in scope together.
 *
 * @param searched their words can be found
 * @param pending they have no words yet
 * @param failed their only transcription failed
 * @param undated a time is asked for, and nobody said theirs
 * @param outside of another time, or of other tags or metadata
 */
public record RecordingCounts(
    long inScope, long searched, long pending, long failed, long undated, long outside) {
  /** One recording that is read whole. */
  public static final RecordingCounts ONE = new RecordingCounts(1, 1, 0, 0, 0, 0);

  /** The same recordings, none of which is asked for. */
  public RecordingCounts none() {
    return new RecordingCounts(inScope, 0, 0, 0, 0, inScope);
  }

  public RecordingCounts {
    if (searched + pending + failed + undated + outside != inScope) {
      throw new IllegalArgumentException(inScope + " recordings are not the sum of their kinds");
    }
  }
}
