package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.util.Set;

/** Google's streamGenerateContent. */
final class Gemini implements Protocol {
  @Override
  public Set<Dialect.Limit> limits() {
    return Set.of(Dialect.Limit.MAX_TOKENS, Dialect.Limit.NONE);
  }

  @Override
  public StreamingChatModel model(ProviderSettings settings, HttpClientBuilder http) {
    Dialect dialect = settings.dialect();
    GoogleAiGeminiStreamingChatModel.GoogleAiGeminiStreamingChatModelBuilder builder =
        GoogleAiGeminiStreamingChatModel.builder()
            .httpClientBuilder(http)
            .apiKey(settings.apiKey())
            .modelName(settings.profile().model().replaceFirst("^models/", ""));
    settings
        .baseUrl()
        .ifPresent(url -> builder.baseUrl(BaseUrl.of(url, "v1beta", "models(?:/[^/]+)?")));
    if (dialect.limit() != Dialect.Limit.NONE) {
      builder.maxOutputTokens(settings.profile().maxOutputTokens());
    }
    dialect.temperature().ifPresent(builder::temperature);
    dialect.thinking().ifPresent(value -> builder.thinkingConfig(thinking(dialect, value)));
    return builder.build();
  }

  /** Thoughts are asked for, as nothing else is heard of a model that thinks for minutes. */
  private static GeminiThinkingConfig thinking(Dialect dialect, String value) {
    GeminiThinkingConfig.Builder config = GeminiThinkingConfig.builder().includeThoughts(true);
    if (dialect.thinkingTokens().isPresent()) {
      int tokens = dialect.thinkingTokens().getAsInt();
      config.thinkingBudget(tokens).includeThoughts(tokens > 0);
    } else if (!value.equals(Dialect.AUTO)) {
      config.thinkingLevel(value);
    }
    return config.build();
  }

  @Override
  public void read(JsonNode event, StreamedAnswer answer) {
    if (event.hasNonNull("error")) {
      answer.failed();
      return;
    }
    answer.model(event.path("modelVersion"));
    JsonNode usage = event.path("usageMetadata");
    if (usage.isObject()) {
      answer.usage(
          usage.path("promptTokenCount").asLong(),
          usage.path("candidatesTokenCount").asLong() + usage.path("thoughtsTokenCount").asLong(),
          usage.path("cachedContentTokenCount").asLong());
    }
    for (JsonNode part : event.at("/candidates/0/content/parts")) {
      if (part.path("thought").asBoolean()) {
        answer.thought();
      } else {
        answer.words(part.path("text").asText(""));
      }
    }
    if (event.at("/promptFeedback/blockReason").isTextual()) {
      answer.blocked();
    }
    answer.reason(event.at("/candidates/0/finishReason"));
  }
}
