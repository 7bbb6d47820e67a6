package dev.hark.embedding.onnx;

/**
 * What a model expects of its input.
 *
 * @param queryPrefix put before every query
 * @param passagePrefix put before every passage
 * @param maxTokens longest input, the tokenizer's own tokens and the prefix included
 */
record ModelSettings(String queryPrefix, String passagePrefix, Pooling pooling, int maxTokens) {
  /** Room for the tokenizer's own tokens, a prefix and some words. */
  private static final int LEAST_TOKENS = 16;

  ModelSettings {
    if (maxTokens < LEAST_TOKENS) {
      throw new IllegalArgumentException(
          "max_tokens must be at least " + LEAST_TOKENS + ", not " + maxTokens);
    }
  }
}
