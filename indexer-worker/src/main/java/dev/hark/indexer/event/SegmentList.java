package dev.hark.indexer.event;

import dev.hark.runtime.text.StorableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the segments of a transcript while it is decoded, checking each as it comes. */
public final class SegmentList {
  private final List<Segment> segments = new ArrayList<>();

  /**
   * Adds the next segment.
   *
   * @throws UnacceptableEventException when it is not one, or one too many
   */
  public void add(Fields fields) {
    if (segments.size() == Limits.MAX_SEGMENTS) {
      throw new UnacceptableEventException(
          ErrorCode.TOO_MANY_SEGMENTS, "expected at most " + Limits.MAX_SEGMENTS + " segments");
    }
    Duration start = fields.millis("start_ms");
    Duration end = fields.millis("end_ms");
    if (end.compareTo(start) < 0) {
      throw new UnacceptableEventException(
          ErrorCode.SEGMENT_ENDS_BEFORE_START,
          "%s: %d is before start_ms %d"
              .formatted(fields.pathOf("end_ms"), end.toMillis(), start.toMillis()));
    }
    fields.checkNumber("confidence");
    segments.add(new Segment(start, end, speaker(fields), fields.text("text")));
  }

  public int size() {
    return segments.size();
  }

  public List<Segment> segments() {
    return List.copyOf(segments);
  }

  private static @Nullable String speaker(Fields fields) {
    String speaker = fields.optionalText("speaker");
    return speaker == null || speaker.isBlank()
        ? null
        : StorableText.cut(speaker, Limits.MAX_SPEAKER);
  }
}
