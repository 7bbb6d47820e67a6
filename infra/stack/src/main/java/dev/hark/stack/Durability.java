package dev.hark.stack;

/** Whether data must survive the machine. */
public enum Durability {
  /** Every acknowledged write is on disk. */
  KEPT,
  /** For tests: the data is thrown away in the end, so nothing waits for the disk. */
  THROWN_AWAY
}
