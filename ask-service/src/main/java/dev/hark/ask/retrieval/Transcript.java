package dev.hark.ask.retrieval;

import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import java.util.ArrayList;
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

  /** What these say in it, each by name or label; all of it when there are none. */
  public Transcript by(List<String> speakers) {
    return speakers.isEmpty()
        ? this
        : new Transcript(
            recording, segments.stream().filter(segment -> isBy(segment, speakers)).toList());
  }

  private static boolean isBy(Segment segment, List<String> speakers) {
    return speakers.stream()
        .anyMatch(
            name ->
                segment.speaker().filter(name::equalsIgnoreCase).isPresent()
                    || segment.label().filter(name::equalsIgnoreCase).isPresent());
  }

  /**
   * The same in fewer segments: those of one speaker that follow each other without a pause are
   * one.
   *
   * @param most characters of what is joined
   */
  public Transcript joined(int most) {
    List<Segment> fewer = new ArrayList<>();
    for (Segment next : segments) {
      Segment last = fewer.isEmpty() ? null : fewer.getLast();
      if (last != null
          && last.isFollowedBy(next)
          && last.text().length() + next.text().length() < most) {
        fewer.set(fewer.size() - 1, last.with(next));
      } else {
        fewer.add(next);
      }
    }
    return new Transcript(recording, fewer);
  }

  /** What came of reading a transcript. */
  public sealed interface TranscriptLookup {
    record Found(Transcript transcript) implements TranscriptLookup {}

    /** The recording is there, its words are not. */
    record NotReady(TranscriptionStatus status) implements TranscriptLookup {}

    /** There is no such recording that the caller may see. */
    record Unknown() implements TranscriptLookup {}
  }
}
