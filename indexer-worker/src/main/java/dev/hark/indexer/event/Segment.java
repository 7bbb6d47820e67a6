package dev.hark.indexer.event;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one speaker says without a break.
 *
 * @param start from the recording's start, in milliseconds, not negative
 * @param end not before {@code start}
 * @param speaker label or name; null when the transcription system gave none
 * @param text may be empty or blank; well-formed Unicode
 */
public record Segment(Duration start, Duration end, @Nullable String speaker, String text) {
  public Segment {
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException("a segment must not end before it starts");
    }
  }

  /** Where the words of a transcription are. */
  public sealed interface Words {
    /** In the event itself, in the order of the event. */
    record Inline(List<Segment> segments) implements Words {
      public Inline {
        segments = List.copyOf(segments);
      }
    }

    /** At an address, as a JSON object with {@code segments}; read only when they are needed. */
    record At(URI url) implements Words {}
  }
}
