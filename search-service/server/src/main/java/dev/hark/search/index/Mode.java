package dev.hark.search.index;

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
