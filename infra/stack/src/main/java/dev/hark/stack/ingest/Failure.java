package dev.hark.stack.ingest;

import dev.hark.stack.ingest.Event.Source;

/** A line that did not get where it should, and why. */
record Failure(Source source, String reason) {
  @Override
  public String toString() {
    return source + ": " + reason;
  }
}
