package dev.hark.search.index;

/**
 * What an event says happened, in the order in which events of the same instant are taken: a
 * recording is there before it is transcribed, a transcription starts before it ends, and a rename
 * at the same instant is the later wish.
 */
public enum EventKind {
  CREATED('a'),
  TRANSCRIPTION_STARTED('b'),
  TRANSCRIPTION_FAILED('c'),
  TRANSCRIPTION_COMPLETED('d'),
  UPDATED('e');

  private final char rank;

  EventKind(char rank) {
    this.rank = rank;
  }

  /** Sorts as the kinds do; part of stored versions, so it never changes. */
  char rank() {
    return rank;
  }
}
