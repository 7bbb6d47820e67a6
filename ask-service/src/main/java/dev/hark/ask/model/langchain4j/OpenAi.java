package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;

/** OpenAI's chat completions, as it and the many servers speak them that took them over. */
final class OpenAi implements Protocol {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names that servers give to thoughts beside the words. */
  private static final List<String> THOUGHTS =
      List.of("reasoning_content", "reasoning", "reasoning_details", "thinking");

  @Override
  public StreamingChatModel model(ProviderSettings settings, HttpClientBuilder http) {
    Dialect dialect = settings.dialect();
    OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http)
            .apiKey(settings.apiKey())
            .modelName(settings.profile().model());
    settings
        .baseUrl()
        .ifPresent(url -> builder.baseUrl(BaseUrl.of(url, "v1", "(?:chat/)?completions")));
    switch (dialect.limit()) {
      case MAX_TOKENS -> builder.maxTokens(settings.profile().maxOutputTokens());
      case MAX_COMPLETION_TOKENS ->
          builder.maxCompletionTokens(settings.profile().maxOutputTokens());
      case NONE -> {}
    }
    dialect.temperature().ifPresent(builder::temperature);
    if (dialect.thinkingTokens().isPresent()) {
      int tokens = dialect.thinkingTokens().getAsInt();
      builder.customParameters(Map.of("thinking_budget", tokens));
    } else {
      dialect.thinking().ifPresent(builder::reasoningEffort);
    }
    return builder.build();
  }

  @Override
  public String body(String written, Dialect dialect) {
    boolean developer = dialect.systemRole() == Dialect.SystemRole.DEVELOPER;
    if (dialect.usageAsked() && !developer) {
      return written;
    }
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(written);
      if (!dialect.usageAsked()) {
        body.remove("stream_options");
      }
      if (developer) {
        ((ObjectNode) body.at("/messages/0")).put("role", "developer");
      }
      return body.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("LangChain4j wrote no JSON", e);
    }
  }

  @Override
  public void read(JsonNode event, StreamedAnswer answer) {
    JsonNode choice = event.at("/choices/0");
    if (event.hasNonNull("error")
        || choice.hasNonNull("error")
        || event.path("x_groq").hasNonNull("error")
        || event.path("object").asText("").equals("error")) {
      answer.failed();
      return;
    }
    answer.model(event.path("model"));
    usage(event.path("usage"), answer);
    usage(event.at("/x_groq/usage"), answer);
    JsonNode delta = choice.path("delta");
    if (THOUGHTS.stream().anyMatch(name -> said(delta.path(name)))) {
      answer.thought();
    }
    words(delta.path("content"), answer);
    answer.words(delta.path("refusal").asText(""));
    answer.reason(choice.path("finish_reason"));
  }

  private static boolean said(JsonNode thought) {
    return thought.isTextual() ? !thought.asText().isEmpty() : !thought.isEmpty();
  }

  /** Words, or with Mistral a list of thoughts and words. */
  private static void words(JsonNode content, StreamedAnswer answer) {
    if (!content.isArray()) {
      answer.words(content.asText(""));
      return;
    }
    for (JsonNode part : content) {
      if (part.path("type").asText("").equals("thinking")) {
        answer.thought();
      } else {
        answer.words(part.path("text").asText(""));
      }
    }
  }

  private static void usage(JsonNode usage, StreamedAnswer answer) {
    if (usage.isObject()) {
      answer.usage(
          usage.path("prompt_tokens").asLong(),
          usage.path("completion_tokens").asLong(),
          usage
              .at("/prompt_tokens_details/cached_tokens")
              .asLong(usage.path("prompt_cache_hit_tokens").asLong()));
    }
  }
}
