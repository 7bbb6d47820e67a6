package dev.hark.stack.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as it is published.
 *
 * @param source where it was read, for messages
 * @param key decides the partition, hence what it stays in order with
 * @param text the event itself, as it was read
 * @param subject what it makes of a recording; empty when no search could tell
 */
record Event(Source source, String key, String text, Optional<Subject> subject) {

  /**
   * A line of a file.
   *
   * @param line 0 for all of it
   */
  record Source(String file, long line) {
    @Override
    public String toString() {
      return line == 0 ? file : file + ":" + line;
    }
  }

  /** What an event makes of a recording. */
  sealed interface Subject {
    RecordingKey recording();

    /** Its words are there. */
    record Transcribed(RecordingKey recording, String transcriptionId, Instant at)
        implements Subject {}

    /** It is gone. */
    record Deleted(RecordingKey recording) implements Subject {}
  }

  /** A recording, over all projects. */
  record RecordingKey(String projectId, boolean test, String recordingId) {}
}
