package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.RetryingChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.random.RandomGenerator;

/** Makes the models of the providers that Hark knows. */
public final class Providers {
  public static final String GEMINI = "gemini";
  public static final String OPENAI = "openai";
  public static final String CLAUDE = "claude";

  private Providers() {}

  /** A model that is asked again when that helps, and left alone when it keeps failing. */
  public static ChatModel model(ProviderSettings settings) {
    return new RetryingChatModel(
        new BreakingChatModel(plain(settings)), Thread::sleep, RandomGenerator.getDefault());
  }

  /** One call is one request. */
  static ChatModel plain(ProviderSettings settings) {
    return new LangChainChatModel(settings, client(settings), new AnswerEnd());
  }

  private static StreamingChatModel client(ProviderSettings settings) {
    StreamingHttpBuilder http =
        new StreamingHttpBuilder(
            settings.timeouts().connect(),
            settings.baseUrl().filter(url -> url.startsWith("http:")).isPresent());
    return switch (settings.profile().provider()) {
      case GEMINI -> gemini(settings, http);
      case OPENAI -> openAi(settings, http);
      case CLAUDE -> claude(settings, http);
      default ->
          throw new IllegalArgumentException(
              "provider must be gemini, openai or claude, not " + settings.profile().provider());
    };
  }

  private static StreamingChatModel gemini(ProviderSettings settings, StreamingHttpBuilder http) {
    GoogleAiGeminiStreamingChatModel.GoogleAiGeminiStreamingChatModelBuilder builder =
        GoogleAiGeminiStreamingChatModel.builder()
            .httpClientBuilder(http)
            .apiKey(settings.apiKey())
            .modelName(settings.profile().model())
            .returnThinking(false)
            .maxOutputTokens(settings.profile().maxOutputTokens());
    settings.baseUrl().ifPresent(builder::baseUrl);
    return builder.build();
  }

  private static StreamingChatModel openAi(ProviderSettings settings, StreamingHttpBuilder http) {
    OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http)
            .apiKey(settings.apiKey())
            .modelName(settings.profile().model());
    // OpenAI itself wants the newer name of the limit, others that speak its protocol the older.
    if (settings.baseUrl().isPresent()) {
      builder.baseUrl(settings.baseUrl().get()).maxTokens(settings.profile().maxOutputTokens());
    } else {
      builder.maxCompletionTokens(settings.profile().maxOutputTokens());
    }
    return builder.build();
  }

  private static StreamingChatModel claude(ProviderSettings settings, StreamingHttpBuilder http) {
    AnthropicStreamingChatModel.AnthropicStreamingChatModelBuilder builder =
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(http)
            .apiKey(settings.apiKey())
            .modelName(settings.profile().model())
            .maxTokens(settings.profile().maxOutputTokens());
    settings.baseUrl().ifPresent(builder::baseUrl);
    return builder.build();
  }
}
