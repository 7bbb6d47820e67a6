package dev.hark.ask.id;

/** The half of a project's data that is meant; the two never meet. */
public enum Mode {
  LIVE,
  TEST
}
