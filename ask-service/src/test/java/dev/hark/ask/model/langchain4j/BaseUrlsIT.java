package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.model.ModelProfile;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses in their usual forms lead to the same path. */
class BaseUrlsIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "openai, '', /v1/chat/completions",
    "openai, /, /v1/chat/completions",
    "openai, /v1, /v1/chat/completions",
    "openai, /v1/, /v1/chat/completions",
    "openai, /v1//, /v1/chat/completions",
    "openai, /v1/chat/completions, /v1/chat/completions",
    "openai, /v1/chat/completions/, /v1/chat/completions",
    "openai, /v1/completions, /v1/chat/completions",
    "openai, /api, /api/v1/chat/completions",
    "openai, /api/v1, /api/v1/chat/completions",
    "openai, /openai/v1, /openai/v1/chat/completions",
    "openai, /v1beta/openai/, /v1beta/openai/chat/completions",
    "openai, /api/paas/v4, /api/paas/v4/chat/completions",
    "openai, /own/chat/completions, /own/chat/completions",
    "claude, '', /v1/messages",
    "claude, /v1, /v1/messages",
    "claude, /v1/, /v1/messages",
    "claude, /v1/messages, /v1/messages",
    "claude, /anthropic, /anthropic/v1/messages",
    "gemini, '', /v1beta/models/m:streamGenerateContent?alt=sse",
    "gemini, /, /v1beta/models/m:streamGenerateContent?alt=sse",
    "gemini, /v1beta, /v1beta/models/m:streamGenerateContent?alt=sse",
    "gemini, /v1beta/, /v1beta/models/m:streamGenerateContent?alt=sse",
    "gemini, /v1, /v1/models/m:streamGenerateContent?alt=sse",
    "gemini, /v1beta/models, /v1beta/models/m:streamGenerateContent?alt=sse",
    "gemini, /v1beta/models/m:generateContent, /v1beta/models/m:streamGenerateContent?alt=sse",
  })
  void leadsToThePathOfTheProtocol(String provider, String form, String path) {
    try (RawServer server = new RawServer((body, out) -> RawServer.refuse(out, 404, "{}"))) {
      Providers.plain(
              new ProviderSettings(
                  Optional.of(server.url() + form),
                  "the-key",
                  new ModelProfile(
                      provider, provider.equals("gemini") ? "models/m" : "m", 10_000, 500),
                  new ModelTimeouts(LONG, LONG, LONG, LONG, LONG),
                  Dialect.standard(Dialect.Limit.MAX_TOKENS)))
          .answer(AnswerEndsIT.request(), words -> {});
      assertEquals(path, server.paths.getFirst());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:11434",
        "ftp://host/v1",
        "https://",
        "https://host/v1?a=b",
        "https://ho st"
      })
  void saysWhatAnAddressIsLike(String url) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> BaseUrl.of(url, "v1", "messages"));
    assertEquals("a base URL must be like https://host/v1, without ? and #", wrong.getMessage());
  }
}
