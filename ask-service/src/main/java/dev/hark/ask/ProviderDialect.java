package dev.hark.ask;

import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.model.langchain4j.Dialect;
import dev.hark.ask.model.langchain4j.ModelTimeouts;
import dev.hark.ask.model.langchain4j.ProviderSettings;
import dev.hark.ask.model.langchain4j.Providers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the settings of a provider mean; those that mean nothing are named by their variable. */
final class ProviderDialect {
  private ProviderDialect() {}

  static ProviderSettings settings(
      ProviderConfiguration provider, String apiKey, ModelTimeouts timeouts) {
    Dialect dialect = dialect(provider);
    return new ProviderSettings(
        filled(provider.baseUrl()), apiKey, profile(provider, dialect), timeouts, dialect);
  }

  /** Thoughts count as output everywhere, so the answer gets its room beside theirs. */
  private static ModelProfile profile(ProviderConfiguration provider, Dialect dialect) {
    int output = provider.maxOutputTokens() + dialect.thinkingTokens().orElse(0);
    return new ModelProfile(
        provider.name(),
        provider.model(),
        provider.contextTokens(),
        Math.max(1, Math.min(output, provider.contextTokens() / 2)));
  }

  private static Dialect dialect(ProviderConfiguration provider) {
    return new Dialect(
        filled(provider.limitName())
            .map(name -> oneOf(provider, "LIMIT_NAME", Dialect.Limit.values(), name))
            .orElseGet(() -> limit(provider)),
        filled(provider.thinking()).map(value -> value.toLowerCase(Locale.ROOT)),
        provider.usageAsked(),
        oneOf(provider, "SYSTEM_ROLE", Dialect.SystemRole.values(), provider.systemRole()),
        filled(provider.temperature()).map(value -> temperature(provider, value)),
        provider.thinksFirst());
  }

  /** OpenAI itself wants the newer name, others that speak its protocol the older. */
  private static Dialect.Limit limit(ProviderConfiguration provider) {
    boolean ofOpenAi =
        provider.name().equals(Providers.OPENAI)
            && filled(provider.baseUrl())
                .map(url -> url.matches("(?i)https://api\\.openai\\.com(?:/.*)?"))
                .orElse(true);
    return ofOpenAi ? Dialect.Limit.MAX_COMPLETION_TOKENS : Dialect.Limit.MAX_TOKENS;
  }

  private static double temperature(ProviderConfiguration provider, String value) {
    if (!value.matches("[0-2](?:\\.\\d{1,4})?") || Double.parseDouble(value) > 2) {
      throw wrong(provider, "TEMPERATURE", "a number from 0 to 2", value);
    }
    return Double.parseDouble(value);
  }

  private static <E extends Enum<E>> E oneOf(
      ProviderConfiguration provider, String setting, E[] values, String value) {
    return Arrays.stream(values)
        .filter(one -> one.name().equalsIgnoreCase(value.strip()))
        .findFirst()
        .orElseThrow(() -> wrong(provider, setting, "one of " + names(List.of(values)), value));
  }

  private static String names(List<? extends Enum<?>> values) {
    return values.stream()
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static IllegalArgumentException wrong(
      ProviderConfiguration provider, String setting, String expected, String value) {
    return new IllegalArgumentException(
        "HARK_%s_%s is %s: set it to %s, or leave it out"
            .formatted(provider.name().toUpperCase(Locale.ROOT), setting, value, expected));
  }

  private static Optional<String> filled(String value) {
    return Optional.of(value.strip()).filter(text -> !text.isEmpty());
  }
}
