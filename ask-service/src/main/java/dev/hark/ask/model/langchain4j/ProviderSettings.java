package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ModelProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * How a provider is reached.
 *
 * @param baseUrl the provider's own address when empty
 * @param profile which model, and what it can take
 * @param timeouts how long is waited for what
 */
public record ProviderSettings(
    Optional<String> baseUrl, String apiKey, ModelProfile profile, Timeouts timeouts) {
  public ProviderSettings {
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException(profile.provider() + " needs an API key");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ProviderSettings[" + profile + "]";
  }

  /**
   * How long is waited.
   *
   * @param connect for a connection
   * @param firstToken from the request to the first word
   * @param betweenTokens from one event to the next
   * @param whole for the answer
   */
  public record Timeouts(
      Duration connect, Duration firstToken, Duration betweenTokens, Duration whole) {}
}
