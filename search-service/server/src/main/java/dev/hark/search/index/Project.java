package dev.hark.search.index;

/** One half, live or test, of a project's data. */
public record Project(ProjectId id, Mode mode) {
  /** Unique over all projects and modes; no id holds a slash. */
  public String key() {
    return id.value() + "/" + mode.word();
  }
}
