package dev.hark.search.index;

/** A recording, over all projects: recording ids are unique within one half of a project only. */
public record RecordingKey(Project project, RecordingId recording) {
  /** Unique over all recordings. */
  public String value() {
    return project.key() + "/" + recording.value();
  }
}
