package dev.hark.ask.retrieval;

import java.time.Duration;
import java.util.Optional;

/**
 * What one speaker says without a break, or a sentence of it when it is long: the smallest thing
 * that a citation can point at.
 *
 * @param start from the recording's start: what a citation of it names
 * @param speaker as shown; empty when nobody said who it was
 * @param label of the speaker in the transcript, where that is not what is shown
 */
public record Segment(
    Duration start, Duration end, Optional<String> speaker, Optional<String> label, String text) {
  /** Whose speaker is shown as the transcript says. */
  public Segment(Duration start, Duration end, Optional<String> speaker, String text) {
    this(start, end, speaker, Optional.empty(), text);
  }

  public Segment {
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "a segment starts at 0 or later and does not end before it starts: %s to %s"
              .formatted(start, end));
    }
  }

  boolean isFollowedBy(Segment next) {
    return speaker.equals(next.speaker()) && end.equals(next.start());
  }

  /** Itself and what the same speaker says after it, as one. */
  public Segment with(Segment next) {
    Duration later = end.compareTo(next.end()) < 0 ? next.end() : end;
    return new Segment(start, later, speaker, label, text + " " + next.text());
  }
}
