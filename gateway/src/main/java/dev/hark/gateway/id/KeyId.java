package dev.hark.gateway.id;

import java.util.Optional;

/** Names an API key, without being it ({@code key_…}). */
public record KeyId(String value) {
  private static final String PREFIX = "key_";

  public KeyId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<KeyId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new KeyId(text)) : Optional.empty();
  }
}
