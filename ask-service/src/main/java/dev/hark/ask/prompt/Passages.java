package dev.hark.ask.prompt;

import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Segment;
import java.util.AbstractList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Segments as passages, each made when it is looked at: most models read the prose instead, and
 * hundreds of prompts are held at a time.
 */
final class Passages extends AbstractList<Passage> {
  private final List<NumberedSegment> segments;
  private final List<Chunk> found;

  /**
   * @param found best first; passages that stand in none of them have no rank
   */
  Passages(List<NumberedSegment> segments, List<Chunk> found) {
    this.segments = segments;
    this.found = List.copyOf(found);
  }

  @Override
  public Passage get(int index) {
    NumberedSegment numbered = segments.get(index);
    return new Passage(
        numbered.number(),
        numbered.recording().id().value(),
        numbered.recording().title().map(Neutral::line),
        numbered.recording().recordedAt(),
        numbered.segment().start(),
        numbered.segment().speaker().map(Neutral::line),
        Neutral.line(numbered.segment().text()),
        rank(numbered));
  }

  private OptionalInt rank(NumberedSegment numbered) {
    return IntStream.range(0, found.size())
        .filter(place -> holds(found.get(place), numbered))
        .findFirst();
  }

  /** A transcript's segments name no chunk: they stand in those whose time they share. */
  private static boolean holds(Chunk chunk, NumberedSegment numbered) {
    Segment segment = numbered.segment();
    return numbered
        .chunk()
        .map(chunk.id()::equals)
        .orElseGet(
            () ->
                chunk.recordingId().equals(numbered.recording().id())
                    && (segment.start().equals(chunk.start())
                        || (segment.start().compareTo(chunk.end()) < 0
                            && segment.end().compareTo(chunk.start()) > 0)));
  }

  @Override
  public int size() {
    return segments.size();
  }
}
