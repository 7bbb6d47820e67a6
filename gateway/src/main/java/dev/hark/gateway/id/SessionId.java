package dev.hark.gateway.id;

import java.util.Optional;

/** Names a conversation ({@code as_…}). */
public record SessionId(String value) {
  public static final String PREFIX = "as_";

  public SessionId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<SessionId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new SessionId(text)) : Optional.empty();
  }
}
