package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One half, live or test, of a project's data. */
public record Project(ProjectId id, Mode mode) {
  /** Unique over all projects and modes; no id holds a slash. */
  public String key() {
    return id.value() + "/" + mode.text();
  }

  /**
   * Whose data is meant: one end user in one half of a project. Every query of chunks takes one, so
   * that none can be written that reads across tenants.
   */
  public record Tenant(Project project, EndUserId endUser) {
    /** What chunks are filtered and routed by; unique over all tenants. */
    public String key() {
      return project.key() + "/" + endUser.value();
    }
  }

  /** A recording, over all projects: recording ids are unique within one half of a project only. */
  public record RecordingKey(Project project, RecordingId recording) {
    /** Unique over all recordings. */
    public String value() {
      return project.key() + "/" + recording.value();
    }
  }

  /**
   * Who asks for recordings by id or as a list: a project, or one end user of it. Every by-id read
   * takes one.
   *
   * @param boundTo the only end user whose recordings may be seen; null for all of the project
   */
  public record Viewer(Project project, @Nullable EndUserId boundTo) {
    /**
     * Whether recordings of this owner may be seen. One that is not known yet is nobody's to see.
     */
    public boolean sees(@Nullable EndUserId owner) {
      return owner != null && (boundTo == null || boundTo.equals(owner));
    }

    /** The one end user whose recordings may be seen, if there is one. */
    public Optional<EndUserId> endUser() {
      return Optional.ofNullable(boundTo);
    }
  }
}
