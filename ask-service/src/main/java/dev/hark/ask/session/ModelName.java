package dev.hark.ask.session;

/**
 * What an answer was written by.
 *
 * @param provider {@code gemini}, {@code openai}, {@code claude} or {@code local}
 * @param model as the provider names it
 */
public record ModelName(String provider, String model) {
  public ModelName {
    if (provider.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException("provider and model must not be blank");
    }
  }
}
