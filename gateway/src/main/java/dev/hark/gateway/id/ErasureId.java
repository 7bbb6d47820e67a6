package dev.hark.gateway.id;

import java.util.Optional;

/** Names the deletion of a recording or an end user ({@code era_…}). */
public record ErasureId(String value) {
  private static final String PREFIX = "era_";

  public ErasureId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<ErasureId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new ErasureId(text)) : Optional.empty();
  }

  /** A new one. */
  public static ErasureId next(IdGenerator ids) {
    return new ErasureId(ids.next(PREFIX));
  }
}
