package dev.hark.runtime.id;

import java.util.Arrays;
import java.util.Optional;

/** The half of a project's data that is meant; the two never meet. */
public enum Mode {
  LIVE("live"),
  TEST("test");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** The mode that {@link #text} names. */
  public static Mode of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("expected live or test"));
  }

  public static Optional<Mode> parse(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
  }

  /** As it stands in keys, events, options and databases. */
  public String text() {
    return text;
  }
}
