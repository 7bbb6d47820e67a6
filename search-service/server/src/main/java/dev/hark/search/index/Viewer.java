package dev.hark.search.index;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for recordings by id or as a list: a project, or one end user of it. Every by-id read
 * takes one.
 *
 * @param boundTo the only end user whose recordings may be seen; null for all of the project
 */
public record Viewer(Project project, @Nullable EndUserId boundTo) {
  /** Whether recordings of this owner may be seen. One that is not known yet is nobody's to see. */
  public boolean sees(@Nullable EndUserId owner) {
    return owner != null && (boundTo == null || boundTo.equals(owner));
  }

  /** The one end user whose recordings may be seen, if there is one. */
  public Optional<EndUserId> endUser() {
    return Optional.ofNullable(boundTo);
  }
}
