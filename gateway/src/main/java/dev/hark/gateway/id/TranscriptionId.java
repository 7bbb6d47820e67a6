package dev.hark.gateway.id;

import java.util.Optional;

/** Names a transcription ({@code txn_…}). */
public record TranscriptionId(String value) {
  private static final String PREFIX = "txn_";

  public TranscriptionId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<TranscriptionId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new TranscriptionId(text)) : Optional.empty();
  }
}
