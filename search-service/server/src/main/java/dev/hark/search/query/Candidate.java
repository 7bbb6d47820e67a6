package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;

/**
 * A chunk that a leg found, by what tells it from all others of its tenant.
 *
 * @param generation the writing of its recording that it belongs to
 * @param ordinal place in the transcript; neighbours differ by 1
 */
public record Candidate(RecordingId recording, String generation, int ordinal) {
  /** The chunk so many places later, or earlier when negative. */
  Candidate neighbour(int distance) {
    return new Candidate(recording, generation, ordinal + distance);
  }
}
