package dev.hark.ask;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * A provider of language models.
 *
 * @param name gemini, openai or claude
 * @param apiKey blank: only projects with a key of their own can use it
 * @param baseUrl the provider's own when blank
 * @param model as the provider names it
 * @param contextTokens what the model reads and writes together
 * @param maxOutputTokens what it writes at most
 */
@EachProperty("hark.providers")
record ProviderConfiguration(
    @Parameter String name,
    @Bindable(defaultValue = "") String apiKey,
    @Bindable(defaultValue = "") String baseUrl,
    String model,
    @Bindable(defaultValue = "128000") int contextTokens,
    @Bindable(defaultValue = "4096") int maxOutputTokens) {
  /** Without the key. */
  @Override
  public String toString() {
    return "ProviderConfiguration[" + name + ", " + model + "]";
  }
}
