package dev.hark.gateway.id;

import java.util.Optional;

/** Names an end user of a project ({@code eu_…}). */
public record EndUserId(String value) {
  private static final String PREFIX = "eu_";

  public EndUserId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<EndUserId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new EndUserId(text)) : Optional.empty();
  }
}
