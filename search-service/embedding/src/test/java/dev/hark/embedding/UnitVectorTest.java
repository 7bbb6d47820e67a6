package dev.hark.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnitVectorTest {
  private static final float NEAR = 1e-6f;

  @Test
  void scalesToLengthOne() {
    assertArrayEquals(new float[] {0.6f, 0.8f}, UnitVector.of(new float[] {3, 4}), NEAR);
  }

  @Test
  void keepsTheDirectionOfTinyAndHugeVectors() {
    assertArrayEquals(new float[] {0, 1}, UnitVector.of(new float[] {0, 1e-30f}), NEAR);
    assertArrayEquals(new float[] {0, 1}, UnitVector.of(new float[] {0, 1e30f}), NEAR);
  }

  @Test
  void givesZerosADirection() {
    assertArrayEquals(new float[] {1, 0}, UnitVector.of(new float[] {0, 0}), NEAR);
  }

  @Test
  void refusesWhatIsNotFinite() {
    assertThrows(EmbeddingFailedException.class, () -> UnitVector.of(new float[] {1, Float.NaN}));
    assertThrows(
        EmbeddingFailedException.class,
        () -> UnitVector.of(new float[] {1, Float.POSITIVE_INFINITY}));
  }

  @Test
  void weighsPartsByTheirLength() {
    List<float[]> parts = List.of(new float[] {1, 0}, new float[] {0, 1});
    assertArrayEquals(new float[] {0.6f, 0.8f}, UnitVector.mean(parts, List.of(3, 4)), NEAR);
  }
}
