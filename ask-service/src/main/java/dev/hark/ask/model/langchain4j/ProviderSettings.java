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
 * @param dialect how its server wants to be asked
 */
public record ProviderSettings(
    Optional<String> baseUrl,
    String apiKey,
    ModelProfile profile,
    Timeouts timeouts,
    Dialect dialect) {
  public ProviderSettings {
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException(profile.provider() + " needs an API key");
    }
  }

  /** The same, asked in another way. */
  ProviderSettings with(Dialect other) {
    return new ProviderSettings(baseUrl, apiKey, profile, timeouts, other);
  }

  /** The same, for shorter answers. */
  ProviderSettings withMaxOutputTokens(int tokens) {
    ModelProfile shorter =
        new ModelProfile(
            profile.provider(),
            profile.model(),
            profile.contextTokens(),
            tokens,
            profile.wantsRanks());
    return new ProviderSettings(baseUrl, apiKey, shorter, timeouts, dialect);
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
   * @param firstToken from the request, or the last sign of thinking, to the first word
   * @param betweenTokens from one word or sign of thinking to the next
   * @param usage from the reason to finish to the end, for the usage that may follow
   * @param whole for the answer
   */
  public record Timeouts(
      Duration connect,
      Duration firstToken,
      Duration betweenTokens,
      Duration usage,
      Duration whole) {}
}
