package dev.hark.embedding.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.hark.embedding.onnx.ModelFiles.Pooling;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class PoolingTest {
  /** A padded batch: the text of interest starts at 4 and has two tokens; the third is padding. */
  private static final FloatBuffer VECTORS =
      FloatBuffer.wrap(new float[] {9, 9, 9, 9, 5, 0, 1, 8, 7, 7});

  @Test
  void takesTheMeanOfTheTokensAndLeavesPaddingOut() {
    assertArrayEquals(new float[] {0.6f, 0.8f}, Pooling.MEAN.pool(VECTORS, 4, 2, 2), 1e-6f);
  }

  @Test
  void takesTheFirstTokenAlone() {
    assertArrayEquals(new float[] {1, 0}, Pooling.CLS.pool(VECTORS, 4, 2, 2), 1e-6f);
  }
}
