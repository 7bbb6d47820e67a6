package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.query.TranscriptCopy.SegmentJoiner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentJoinerTest {
  private static ChunkSegment part(int index, int from, int to, String text) {
    Duration start = Duration.ofMillis(from);
    return new ChunkSegment(index, new Segment(start, Duration.ofMillis(to), "Ana", text));
  }

  @Test
  void partsOfASegmentThatWasCutAreOneAgain() {
    SegmentJoiner joiner = new SegmentJoiner(ReadTranscript.Unit.SEGMENT);
    joiner.add(part(0, 0, 10, "whole"));
    joiner.add(part(1, 10, 20, "cut "));
    joiner.add(part(1, 20, 30, "in "));
    assertEquals(List.of(part(0, 0, 10, "whole").segment()), joiner.take());
    joiner.add(part(1, 30, 40, "three"));
    joiner.close();
    assertEquals(List.of(part(1, 10, 40, "cut in three").segment()), joiner.take());
  }

  @Test
  void sentencesStayAsTheyAre() {
    SegmentJoiner joiner = new SegmentJoiner(ReadTranscript.Unit.SENTENCE);
    joiner.add(part(0, 0, 10, "One. "));
    joiner.add(part(0, 10, 20, "Two."));
    joiner.close();
    assertEquals(
        List.of(part(0, 0, 10, "One. ").segment(), part(0, 10, 20, "Two.").segment()),
        joiner.take());
  }

  @Test
  void segmentsOfTheSameTextStayApart() {
    SegmentJoiner joiner = new SegmentJoiner(ReadTranscript.Unit.SEGMENT);
    joiner.add(part(0, 0, 10, "yes"));
    joiner.add(part(1, 0, 10, "yes"));
    joiner.close();
    assertEquals(2, joiner.take().size());
  }
}
