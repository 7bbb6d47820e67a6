package dev.hark.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says.
 *
 * @param segments sorted by start; none has an empty text; at most {@value #MAX_SEGMENTS}
 * @param language as the file names it
 * @param durationMs of the recording, where the file says it
 * @param warnings what was mended, one of each kind
 */
public record ParsedTranscript(
    TranscriptFormat format,
    List<Segment> segments,
    @Nullable String language,
    @Nullable Long durationMs,
    List<Warning> warnings) {
  public static final int MAX_SEGMENTS = 100_000;

  public ParsedTranscript {
    segments = List.copyOf(segments);
    warnings = List.copyOf(warnings);
  }

  /**
   * What one speaker says without a break, or a sentence of it.
   *
   * @param text without space around it; well-formed Unicode
   * @param speaker null when nobody said who it was
   * @param confidence from 0 to 1
   */
  public record Segment(
      long startMs,
      long endMs,
      String text,
      @Nullable String speaker,
      @Nullable Double confidence) {
    public Segment {
      if (startMs < 0 || endMs < startMs) {
        throw new IllegalArgumentException("a segment must not end before it starts");
      }
    }
  }

  /**
   * Something that was mended.
   *
   * @param code of the table in the module's README
   * @param count how often
   * @param message for people; without a word of the transcript
   */
  public record Warning(String code, long count, String message) {}
}
