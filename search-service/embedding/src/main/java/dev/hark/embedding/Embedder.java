package dev.hark.embedding;

import java.util.List;

/**
 * Turns texts into vectors, so that a query lies near the passages that answer it.
 *
 * <p>Safe for use by many threads at once, virtual ones too. Every string is valid input: empty
 * ones, emoji, control characters, lone surrogates. A text longer than the model can read is read
 * in parts, never cut silently. The same text gives nearly the same vector each time; see the
 * README for how near.
 *
 * <p>Failures are {@link EmbeddingFailedException} and may pass; nothing is retried here.
 */
public interface Embedder extends AutoCloseable {
  /** What the vectors may be compared with. */
  EmbeddingSpace space();

  /** Vector of what somebody looks for, of unit length. */
  float[] embedQuery(String text);

  /** Vectors of what can be found, of unit length, in the order of the texts. */
  List<float[]> embedPassages(List<String> texts);

  /** Gives back the model's memory. Waits for calls in flight; calls after it fail. */
  @Override
  void close();
}
