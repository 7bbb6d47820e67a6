package dev.hark.ask.model;

/**
 * What is known of a model beforehand.
 *
 * @param provider {@code gemini}, {@code openai}, {@code claude} or {@code local}
 * @param model as the provider names it
 * @param contextTokens what it can read and write together
 * @param maxOutputTokens what it writes at most
 * @param wantsRanks whether it wants passages of a transcript ranked by a search, too
 */
public record ModelProfile(
    String provider, String model, int contextTokens, int maxOutputTokens, boolean wantsRanks) {
  public ModelProfile {
    if (provider.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException("provider and model must not be blank");
    }
    if (maxOutputTokens < 1 || contextTokens <= maxOutputTokens) {
      throw new IllegalArgumentException(
          "a model's context (%d tokens) must be larger than its output (%d tokens)"
              .formatted(contextTokens, maxOutputTokens));
    }
  }

  /** Of a model that reads a transcript whole. */
  public ModelProfile(String provider, String model, int contextTokens, int maxOutputTokens) {
    this(provider, model, contextTokens, maxOutputTokens, false);
  }

  /** The same for shorter answers. */
  public ModelProfile withMaxOutputTokens(int tokens) {
    return new ModelProfile(provider, model, contextTokens, tokens, wantsRanks);
  }

  /** What it can read at most. */
  public int maxInputTokens() {
    return contextTokens - maxOutputTokens;
  }
}
