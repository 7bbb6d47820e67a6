package dev.hark.embedding.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBatchesTest {
  @Test
  void putsShortTextsTogetherAndLeavesLongOnesAlone() {
    assertEquals(List.of(List.of(1, 3, 4), List.of(0), List.of(2)), batches(200, 30, 400, 50, 53));
  }

  @Test
  void countsThePaddingOfTheShorterOnes() {
    assertEquals(List.of(List.of(0, 1, 2), List.of(3)), batches(1, 1, 1, 41));
  }

  @Test
  void makesNoBatchOfNothing() {
    assertEquals(List.of(), batches());
  }

  private static List<List<Integer>> batches(int... lengths) {
    return TokenBatches.of(Arrays.stream(lengths).mapToObj(long[]::new).toList());
  }
}
