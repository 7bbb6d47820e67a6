package dev.hark.embedding;

import java.util.Map;

/**
 * How texts are embedded. Worker and search-service must be given the same model; the index refuses
 * chunks of another.
 *
 * @param model which model, and where it runs
 * @param threads runs of a model in this process at a time, each on one core
 * @param nice how far a model in this process stands back for other work of the machine, as the
 *     system counts it: from 0, not at all, to 19
 * @param cachedQueries vectors of queries kept for when the same query comes again; 0 keeps none
 */
public record EmbeddingConfiguration(
    EmbeddingModel model, int threads, int nice, int cachedQueries) {
  /** A query's vector and text take about 2 KB, so these take 2 MB. */
  private static final int DEFAULT_CACHED_QUERIES = 1_000;

  private static final int NICEST = 19;

  public EmbeddingConfiguration {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (nice < 0 || nice > NICEST) {
      throw new IllegalArgumentException("nice must be 0 to " + NICEST + ", not " + nice);
    }
    if (cachedQueries < 0) {
      throw new IllegalArgumentException("cached queries must not be negative: " + cachedQueries);
    }
  }

  /** The model that comes with Hark, on every core. */
  public static EmbeddingConfiguration builtin() {
    return of(new EmbeddingModel.BuiltIn());
  }

  /** This model with the defaults of everything else. */
  public static EmbeddingConfiguration of(EmbeddingModel model) {
    return new EmbeddingConfiguration(
        model, Runtime.getRuntime().availableProcessors(), 0, DEFAULT_CACHED_QUERIES);
  }

  /** The same, standing back for other work. */
  public EmbeddingConfiguration standingBack(int by) {
    return new EmbeddingConfiguration(model, threads, by, cachedQueries);
  }

  /**
   * Reads the settings of a service, in one place for all. Keys: {@code provider} ({@code builtin},
   * {@code onnx}, {@code http}), {@code folder}, {@code base-url}, {@code model}, {@code api-key},
   * {@code dimension}, {@code query-prefix}, {@code passage-prefix}, {@code max-characters}, {@code
   * timeout} (ISO 8601), {@code threads}, {@code nice}, {@code cached-queries}. A missing or blank
   * value means the default.
   *
   * @throws IllegalArgumentException naming the setting that is wrong and what it should be
   */
  public static EmbeddingConfiguration from(Map<String, String> settings) {
    return new EmbeddingSettings(settings).read();
  }
}
