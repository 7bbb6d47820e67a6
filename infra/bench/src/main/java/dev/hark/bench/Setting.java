package dev.hark.bench;

import java.util.Locale;

/** What a question is asked of. */
public enum Setting {
  /** Its own meeting alone. */
  RECORDING,
  /** All meetings of the folder. */
  LIBRARY;

  /** As reports name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
