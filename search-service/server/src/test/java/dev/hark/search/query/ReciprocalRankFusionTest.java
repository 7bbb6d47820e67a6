package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.search.index.RecordingId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReciprocalRankFusionTest {
  private static final Candidate A = candidate(1);
  private static final Candidate B = candidate(2);
  private static final Candidate C = candidate(3);

  private static Candidate candidate(int ordinal) {
    return new Candidate(new RecordingId("rec_r"), "generation", ordinal);
  }

  @Test
  void whatBothLegsFindGoesFirst() {
    List<Scored> fused = ReciprocalRankFusion.fuse(List.of(List.of(A, B), List.of(C, B)));
    assertEquals(
        List.of(new Scored(B, 2.0 / 62), new Scored(A, 1.0 / 61), new Scored(C, 1.0 / 61)), fused);
  }

  @Test
  void oneRankingKeepsItsOrder() {
    List<Scored> single = ReciprocalRankFusion.single(List.of(C, A, B));
    assertEquals(List.of(C, A, B), single.stream().map(Scored::candidate).toList());
    assertEquals(1.0 / 63, single.getLast().score());
  }

  @Test
  void nothingFoundIsNothingFused() {
    assertEquals(List.of(), ReciprocalRankFusion.fuse(List.of(List.of(), List.of())));
  }
}
