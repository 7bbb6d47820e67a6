package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.Set;

/** Anthropic's messages. */
final class Claude implements Protocol {
  /** No request is without: LangChain4j would send a limit of its own, a smaller one. */
  @Override
  public Set<Dialect.Limit> limits() {
    return Set.of(Dialect.Limit.MAX_TOKENS);
  }

  @Override
  public StreamingChatModel model(ProviderSettings settings, HttpClientBuilder http) {
    Dialect dialect = settings.dialect();
    AnthropicStreamingChatModel.AnthropicStreamingChatModelBuilder builder =
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(http)
            .apiKey(settings.apiKey())
            .modelName(settings.profile().model())
            .maxTokens(settings.profile().maxOutputTokens());
    settings.baseUrl().ifPresent(url -> builder.baseUrl(BaseUrl.of(url, "v1", "messages")));
    dialect.temperature().ifPresent(builder::temperature);
    dialect
        .thinkingTokens()
        .ifPresent(
            tokens ->
                builder
                    .thinkingType(tokens == 0 ? "disabled" : "enabled")
                    .thinkingBudgetTokens(tokens == 0 ? null : tokens));
    return builder.build();
  }

  @Override
  public void read(JsonNode event, StreamedAnswer answer) {
    switch (event.path("type").asText("")) {
      case "error" -> answer.failed();
      case "message_start" -> {
        answer.model(event.at("/message/model"));
        usage(event.at("/message/usage"), answer);
      }
      case "content_block_start" -> block(event.path("content_block"), answer);
      case "content_block_delta" -> block(event.path("delta"), answer);
      case "message_delta" -> {
        usage(event.path("usage"), answer);
        answer.reason(event.at("/delta/stop_reason"));
      }
      case "message_stop" -> answer.over();
      default -> {}
    }
  }

  private static void block(JsonNode block, StreamedAnswer answer) {
    if (block.path("type").asText("").matches(".*thinking.*|signature_delta")) {
      answer.thought();
    } else {
      answer.words(block.path("text").asText(""));
    }
  }

  /** What was cached, and what was put in the cache, is counted beside the input. */
  private static void usage(JsonNode usage, StreamedAnswer answer) {
    if (usage.isObject()) {
      long cached = usage.path("cache_read_input_tokens").asLong();
      long input =
          usage.path("input_tokens").asLong()
              + cached
              + usage.path("cache_creation_input_tokens").asLong();
      answer.usage(input, usage.path("output_tokens").asLong(), cached);
    }
  }
}
