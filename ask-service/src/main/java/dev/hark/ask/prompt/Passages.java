package dev.hark.ask.prompt;

import dev.hark.ask.model.Passage;
import java.util.AbstractList;
import java.util.List;

/**
 * Segments as passages, each made when it is looked at: most models read the prose instead, and
 * hundreds of prompts are held at a time.
 */
final class Passages extends AbstractList<Passage> {
  private final List<NumberedSegment> segments;

  Passages(List<NumberedSegment> segments) {
    this.segments = segments;
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
        Neutral.line(numbered.segment().text()));
  }

  @Override
  public int size() {
    return segments.size();
  }
}
