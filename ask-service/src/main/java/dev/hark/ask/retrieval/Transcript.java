package dev.hark.ask.retrieval;

import java.util.List;

/**
 * Everything that is said in a recording.
 *
 * @param segments in time order
 */
public record Transcript(RecordingLabel recording, List<Segment> segments) {
  public Transcript {
    segments = List.copyOf(segments);
  }
}
