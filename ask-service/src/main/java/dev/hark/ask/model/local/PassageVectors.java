package dev.hark.ask.model.local;

import dev.hark.embedding.Embedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Vectors of texts, kept for the next question over the same recordings. Safe for many threads; two
 * that ask for the same text at once may both compute it.
 */
final class PassageVectors {
  private static final int BATCH = 32;

  private final Embedder embedder;
  private final Map<String, float[]> kept;

  /**
   * @param most kept at a time; each takes about 2 KiB with its text
   */
  PassageVectors(Embedder embedder, int most) {
    this.embedder = embedder;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > most;
          }
        };
  }

  /** In the order of the texts. */
  List<float[]> of(List<String> texts) {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    synchronized (kept) {
      for (String text : texts) {
        float[] vector = kept.get(text);
        if (vector == null) {
          missing.add(text);
        } else {
          vectors.put(text, vector);
        }
      }
    }
    compute(List.copyOf(missing), vectors);
    List<float[]> ordered = new ArrayList<>(texts.size());
    for (String text : texts) {
      ordered.add(Objects.requireNonNull(vectors.get(text)));
    }
    return ordered;
  }

  private void compute(List<String> missing, Map<String, float[]> vectors) {
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<String> batch = missing.subList(from, Math.min(missing.size(), from + BATCH));
      List<float[]> computed = embedder.embedPassages(batch);
      synchronized (kept) {
        for (int i = 0; i < batch.size(); i++) {
          vectors.put(batch.get(i), computed.get(i));
          kept.put(batch.get(i), computed.get(i));
        }
      }
    }
  }
}
