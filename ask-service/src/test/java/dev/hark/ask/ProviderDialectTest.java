package dev.hark.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.model.langchain4j.Dialect;
import dev.hark.ask.model.langchain4j.ModelTimeouts;
import dev.hark.ask.model.langchain4j.ProviderSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the settings of a provider mean. */
class ProviderDialectTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void namesTheLimitAsTheServerAtThisAddressDoes() {
    assertEquals(Dialect.Limit.MAX_COMPLETION_TOKENS, dialect("openai", "", "").limit());
    assertEquals(
        Dialect.Limit.MAX_COMPLETION_TOKENS,
        dialect("openai", "https://api.openai.com/v1", "").limit());
    assertEquals(Dialect.Limit.MAX_TOKENS, dialect("openai", "http://llm:8000", "").limit());
    assertEquals(Dialect.Limit.NONE, dialect("openai", "http://llm:8000", "none").limit());
    assertEquals(Dialect.Limit.MAX_TOKENS, dialect("claude", "", "").limit());
  }

  @Test
  void leavesRoomForThoughtsBesideTheAnswerWithinHalfOfTheContext() {
    assertEquals(4_096, settings(100_000, 4_096, "").profile().maxOutputTokens());
    assertEquals(6_096, settings(100_000, 4_096, "2000").profile().maxOutputTokens());
    assertEquals(4_000, settings(8_000, 16_384, "2000").profile().maxOutputTokens());
    assertEquals(4_096, settings(100_000, 4_096, "low").profile().maxOutputTokens());
  }

  @Test
  void saysWhichSettingMakesNoSense() {
    assertEquals(
        "HARK_OPENAI_SYSTEM_ROLE is root: set it to one of system, developer, user, or leave it"
            + " out",
        wrong("root", "0.5"));
    assertEquals(
        "HARK_OPENAI_TEMPERATURE is hot: set it to a number from 0 to 2, or leave it out",
        wrong("user", "hot"));
    assertEquals(
        "HARK_OPENAI_TEMPERATURE is 2.5: set it to a number from 0 to 2, or leave it out",
        wrong("user", "2.5"));
  }

  private static String wrong(String systemRole, String temperature) {
    ProviderConfiguration provider =
        new ProviderConfiguration(
            "openai", "k", "", "m", 10_000, 500, "", "", true, systemRole, temperature, false);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> settings(provider)).getMessage());
  }

  private static Dialect dialect(String name, String url, String limit) {
    return settings(
            new ProviderConfiguration(
                name, "k", url, "m", 10_000, 500, limit, "", true, "System", "1", false))
        .dialect();
  }

  private static ProviderSettings settings(int context, int output, String thinking) {
    return settings(
        new ProviderConfiguration(
            "openai", "k", "", "m", context, output, "", thinking, true, "user", "", false));
  }

  private static ProviderSettings settings(ProviderConfiguration provider) {
    ProviderSettings settings =
        ProviderDialect.settings(
            provider, provider.apiKey(), new ModelTimeouts(SECOND, SECOND, SECOND, SECOND, SECOND));
    assertEquals(
        Optional.of(provider.thinking()).filter(text -> !text.isEmpty()),
        settings.dialect().thinking());
    return settings;
  }
}
