package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ModelProfile;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
    ModelTimeouts timeouts,
    Dialect dialect) {
  public ProviderSettings {
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException(profile.provider() + " needs an API key");
    }
  }

  /**
   * How to ask a server that refuses something; empty when there is no other way.
   *
   * @param limits that the protocol knows
   */
  Optional<ProviderSettings> without(Rejection rejection, Set<Dialect.Limit> limits) {
    OptionalInt shorter = maximum(rejection);
    return shorter.isPresent()
        ? Optional.of(with(profile.withMaxOutputTokens(shorter.getAsInt()), dialect))
        : dialect.without(rejection, limits).map(other -> with(profile, other));
  }

  /** Whether a server would not take it with any prompt. A shorter answer is always taken. */
  boolean neverTaken(Rejection rejection) {
    return !rejection.ofValue() || maximum(rejection).isPresent();
  }

  private OptionalInt maximum(Rejection rejection) {
    return dialect.limit() == Dialect.Limit.NONE
        ? OptionalInt.empty()
        : rejection.maximum(profile.maxOutputTokens());
  }

  private ProviderSettings with(ModelProfile newProfile, Dialect newDialect) {
    return new ProviderSettings(baseUrl, apiKey, newProfile, timeouts, newDialect);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ProviderSettings[" + profile + "]";
  }
}
