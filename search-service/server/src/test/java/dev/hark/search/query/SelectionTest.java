package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.search.index.RecordingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  @Test
  void putsTheBestMatchesFirstThenWhatSurroundsThemAndWhatIsElsewhere() {
    List<Scored> fused =
        List.of(
            scored(10, 0.030),
            scored(50, 0.029),
            scored(90, 0.028),
            scored(30, 0.027),
            scored(11, 0.020),
            scored(9, 0.019),
            scored(51, 0.018));
    assertEquals(List.of(10, 50, 90, 11, 30, 9, 51), ordinals(Selection.of(fused)));
  }

  @Test
  void takesNoNeighbourOfAnotherTranscript() {
    Scored foreign = new Scored(new Candidate(new RecordingId("rec_b"), "g", 11), 0.020);
    List<Scored> fused =
        List.of(
            scored(10, 0.030), scored(50, 0.029), scored(90, 0.028), scored(70, 0.021), foreign);
    assertEquals(List.of(10, 50, 90, 70, 11), ordinals(Selection.of(fused)));
  }

  @Test
  void losesNothingDoublesNothingAndItsScoresNeverRise() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("SelectionTest -Dseed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      List<Scored> fused = randomFused(random);
      List<Scored> selected = Selection.of(fused);
      assertEquals(new HashSet<>(ordinals(fused)), new HashSet<>(ordinals(selected)));
      assertEquals(fused.size(), selected.size());
      for (int i = 1; i < selected.size(); i++) {
        assertTrue(selected.get(i - 1).score() >= selected.get(i).score());
      }
    }
  }

  private static List<Scored> randomFused(Random random) {
    List<Scored> fused = new ArrayList<>();
    for (int ordinal = 0; ordinal < random.nextInt(60); ordinal++) {
      if (random.nextBoolean()) {
        fused.add(scored(ordinal, random.nextInt(20) / 100.0));
      }
    }
    return fused;
  }

  private static Scored scored(int ordinal, double score) {
    return new Scored(new Candidate(new RecordingId("rec_a"), "g", ordinal), score);
  }

  private static List<Integer> ordinals(List<Scored> scored) {
    return scored.stream().map(each -> each.candidate().ordinal()).toList();
  }
}
