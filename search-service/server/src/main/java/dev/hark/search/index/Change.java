package dev.hark.search.index;

import org.jspecify.annotations.Nullable;

/**
 * What one event says of a recording.
 *
 * @param owner null when the event does not say
 * @param news null when the event brings a transcript or says nothing of one
 * @param transcript null unless the event brings one
 */
public record Change(
    Stamp stamp,
    @Nullable EndUserId owner,
    RecordingDetails details,
    @Nullable TranscriptionNews news,
    @Nullable ActiveTranscript transcript) {
  /** An event without words. */
  public static Change update(
      Stamp stamp,
      @Nullable EndUserId owner,
      RecordingDetails details,
      @Nullable TranscriptionNews news) {
    return new Change(stamp, owner, details, news, null);
  }
}
