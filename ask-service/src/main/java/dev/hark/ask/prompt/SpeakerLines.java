package dev.hark.ask.prompt;

import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Segment;
import java.util.Optional;

/**
 * Writes segments that follow each other, as a script is written: who speaks stands above what they
 * say, with the time when another minute has begun. So the train meetings take 2% fewer tokens by
 * sentences than by turns with time and speaker on each line.
 */
final class SpeakerLines {
  private Optional<String> speaker = Optional.empty();
  private long minute = -1;

  /** The segment's line, with what has to stand above it. */
  String next(NumberedSegment numbered) {
    Segment segment = numbered.segment();
    boolean isNewMinute = segment.start().toMinutes() != minute;
    boolean isHeaded = isNewMinute || !segment.speaker().equals(speaker);
    minute = segment.start().toMinutes();
    speaker = segment.speaker();
    return (isHeaded ? heading(segment, isNewMinute) : "") + SourceText.line(numbered);
  }

  private static String heading(Segment segment, boolean isNewMinute) {
    Optional<String> name = segment.speaker().map(Neutral::fenced);
    boolean isTimed = isNewMinute || name.isEmpty();
    return (isTimed ? SourceText.time(segment.start()) : "")
        + (isTimed && name.isPresent() ? " " : "")
        + name.orElse("")
        + "\n";
  }
}
