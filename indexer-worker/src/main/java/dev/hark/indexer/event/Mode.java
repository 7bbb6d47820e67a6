package dev.hark.indexer.event;

/** The half of a project's data that an event belongs to; the two never meet. */
public enum Mode {
  LIVE,
  TEST;

  /** Reads the name on the wire. */
  static Mode of(String name) {
    return switch (name) {
      case "live" -> LIVE;
      case "test" -> TEST;
      default -> throw new IllegalArgumentException("expected live or test");
    };
  }
}
