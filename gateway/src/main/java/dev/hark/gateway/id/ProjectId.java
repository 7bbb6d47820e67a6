package dev.hark.gateway.id;

import java.util.Optional;

/** Names a project ({@code proj_…}). */
public record ProjectId(String value) {
  private static final String PREFIX = "proj_";

  public ProjectId {
    IdForm.check(PREFIX, value);
  }

  /** Empty when the text cannot be such an id. */
  public static Optional<ProjectId> parse(String text) {
    return IdForm.fits(PREFIX, text) ? Optional.of(new ProjectId(text)) : Optional.empty();
  }
}
