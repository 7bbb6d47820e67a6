package dev.hark.search.index;

import dev.hark.search.index.Ids.EndUserId;
import dev.hark.search.index.Ids.ProjectId;
import dev.hark.search.index.Ids.RecordingId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One half, live or test, of a project's data. */
public record Project(ProjectId id, Mode mode) {
  /** Unique over all projects and modes; no id holds a slash. */
  public String key() {
    return id.value() + "/" + mode.word();
  }

  /** The half of a project's data that something belongs to; the two never meet. */
  public enum Mode {
    LIVE("live"),
    TEST("test");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    /** As the index and the event contract write it. */
    public String word() {
      return word;
    }

    /** The mode that {@link #word} names. */
    public static Mode of(String word) {
      return switch (word) {
        case "live" -> LIVE;
        case "test" -> TEST;
        default -> throw new IllegalArgumentException("a mode is live or test, not " + word);
      };
    }
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
