package dev.hark.embedding.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.Embedder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {
  private static final Embedder EMBEDDER = OnnxEmbedder.builtin(2);

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void putsAQueryNearestToThePassageThatAnswersIt() {
    float[] query = EMBEDDER.embedQuery("When does the pilot start?");
    List<float[]> passages =
        EMBEDDER.embedPassages(
            List.of("The pilot begins on the third of March.", "Lunch was good today."));
    assertEquals(384, EMBEDDER.space().dimension());
    assertTrue(dot(query, passages.get(0)) > dot(query, passages.get(1)));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
