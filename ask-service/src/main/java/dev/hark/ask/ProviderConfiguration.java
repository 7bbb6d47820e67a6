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
 * @param maxOutputTokens what it writes at most, thoughts aside; never more than half of the
 *     context
 * @param limitName of the limit of the answer's length: max_tokens, max_completion_tokens or none;
 *     blank for the one that fits the address
 * @param thinking tokens for thinking, or a word of effort; nothing is said of it when blank
 * @param usageAsked whether OpenAI's protocol is sent stream_options
 * @param systemRole who says the instructions: system, developer or user
 * @param temperature the provider's own default when blank
 * @param thinksFirst whether every answer begins with thoughts that only a closing tag ends
 */
@EachProperty("hark.providers")
record ProviderConfiguration(
    @Parameter String name,
    @Bindable(defaultValue = "") String apiKey,
    @Bindable(defaultValue = "") String baseUrl,
    String model,
    @Bindable(defaultValue = "128000") int contextTokens,
    @Bindable(defaultValue = "16384") int maxOutputTokens,
    @Bindable(defaultValue = "") String limitName,
    @Bindable(defaultValue = "") String thinking,
    @Bindable(defaultValue = "true") boolean usageAsked,
    @Bindable(defaultValue = "system") String systemRole,
    @Bindable(defaultValue = "") String temperature,
    @Bindable(defaultValue = "false") boolean thinksFirst) {
  /** Without the key. */
  @Override
  public String toString() {
    return "ProviderConfiguration[" + name + ", " + model + "]";
  }
}
