package dev.hark.stack.ingest;

import dev.hark.stack.ingest.Event.Source;
import java.util.Comparator;

/** A line that did not get where it should, and why. */
record Failure(Source source, String reason) {
  static final Comparator<Failure> IN_ORDER =
      Comparator.<Failure, String>comparing(failure -> failure.source().file())
          .thenComparingLong(failure -> failure.source().line());

  @Override
  public String toString() {
    return source + ": " + reason;
  }
}
