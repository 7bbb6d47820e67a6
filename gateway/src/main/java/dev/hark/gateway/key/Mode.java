package dev.hark.gateway.key;

import java.util.Arrays;
import java.util.Optional;

/** The half of a project's data that a key reaches. */
public enum Mode {
  LIVE("live"),
  TEST("test");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  public static Optional<Mode> parse(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
  }

  /** As it stands in keys, options and the database. */
  public String text() {
    return text;
  }
}
