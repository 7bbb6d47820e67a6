package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.query.ChunkSearch.Legs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FusionTest {
  private static final Candidate A = candidate(1);
  private static final Candidate B = candidate(2);
  private static final Candidate C = candidate(3);
  private static final double BEST = 2.0 / 61;

  private static Candidate candidate(int ordinal) {
    return new Candidate(new RecordingId("rec_r"), "generation", ordinal);
  }

  private static Map<Candidate, Double> fused(List<Scored> lexical, List<Scored> semantic) {
    return Fusion.of(new Legs(lexical, semantic, List.of(), Map.of()));
  }

  @Test
  void whatIsBestInBothLegsHasTheWholeScore() {
    Map<Candidate, Double> fused =
        fused(
            List.of(new Scored(A, 12), new Scored(B, 2)),
            List.of(new Scored(A, 0.9), new Scored(C, 0.8)));
    assertEquals(Map.of(A, 1.0, B, 0.0, C, 0.0), fused);
  }

  @Test
  void howMuchBetterTheBestIsCounts() {
    List<Scored> semantic = List.of(new Scored(A, 0.9), new Scored(B, 0.85), new Scored(C, 0.8));
    List<Scored> close = List.of(new Scored(B, 10), new Scored(A, 9), new Scored(C, 0));
    List<Scored> far = List.of(new Scored(B, 10), new Scored(A, 1), new Scored(C, 0));
    assertEquals(A, Scored.bestFirst(fused(close, semantic)).getFirst().candidate());
    assertEquals(B, Scored.bestFirst(fused(far, semantic)).getFirst().candidate());
  }

  @Test
  void equalScoresAreAllBest() {
    List<Scored> single = Fusion.single(List.of(new Scored(C, 3), new Scored(A, 3)));
    assertEquals(List.of(C, A), single.stream().map(Scored::candidate).toList());
    assertEquals(BEST, single.getFirst().score(), 1e-12);
    assertEquals(BEST, single.getLast().score(), 1e-12);
  }

  @Test
  void oneLegKeepsItsOrder() {
    List<Scored> single =
        Fusion.single(List.of(new Scored(C, 3), new Scored(A, 2), new Scored(B, 1)));
    assertEquals(List.of(C, A, B), single.stream().map(Scored::candidate).toList());
    assertEquals(BEST, single.getFirst().score(), 1e-12);
    assertTrue(single.getLast().score() > 0, "found is never shown as nothing");
  }

  @Test
  void nothingFoundIsNothingFused() {
    assertEquals(Map.of(), fused(List.of(), List.of()));
    assertEquals(List.of(), Fusion.single(List.of()));
  }
}
