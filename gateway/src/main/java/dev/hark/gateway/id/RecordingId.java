package dev.hark.gateway.id;

import java.util.Optional;

/** Names a recording ({@code rec_…}). */
public record RecordingId(String value) {
  private static final String PREFIX = "rec_";

  public RecordingId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<RecordingId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new RecordingId(text)) : Optional.empty();
  }
}
