package dev.hark.indexer.indexing;

import java.util.Locale;

/** What has to get well before an event can work. */
public enum RetryCause {
  SEARCH_SERVICE,
  ASK_SERVICE,
  EMBEDDING,
  TRANSCRIPT_SOURCE,
  DEAD_LETTERS,
  FETCH_TOPIC,
  BULK_TOPIC,
  /** A fault of this program, or the worker is being stopped. */
  INTERNAL;

  /** For metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
