package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.langchain4j.model.anthropic.AnthropicChatResponseMetadata;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the end of an answer means, for each provider. */
final class AnswerEnd {
  Completion of(ModelProfile profile, ChatResponse response) {
    ChatResponseMetadata metadata = response.metadata();
    return ending(metadata)
        .<Completion>map(
            ending ->
                new Completion.Finished(
                    Objects.requireNonNullElse(metadata.modelName(), profile.model()),
                    ending,
                    usage(metadata.tokenUsage())))
        .orElseGet(
            () ->
                new Completion.Failed(
                    new ModelFailure.Broken("the stream ended before the answer did")));
  }

  private static Optional<Completion.Ending> ending(ChatResponseMetadata metadata) {
    @Nullable FinishReason reason = metadata.finishReason();
    if (reason == null) {
      return Optional.empty();
    }
    return switch (reason) {
      case STOP -> Optional.of(Completion.Ending.STOP);
      case LENGTH -> Optional.of(Completion.Ending.LENGTH);
      case CONTENT_FILTER -> Optional.of(Completion.Ending.CONTENT_FILTER);
      case TOOL_EXECUTION -> Optional.empty();
      case OTHER ->
          refused(metadata) ? Optional.of(Completion.Ending.CONTENT_FILTER) : Optional.empty();
    };
  }

  /** Claude's word for a filter is not among LangChain4j's. */
  private static boolean refused(ChatResponseMetadata metadata) {
    return metadata instanceof AnthropicChatResponseMetadata claude
        && claude.rawServerSentEvents() != null
        && claude.rawServerSentEvents().stream()
            .anyMatch(event -> event.data().matches("(?s).*\"stop_reason\"\\s*:\\s*\"refusal\".*"));
  }

  private static Completion.Usage usage(@Nullable TokenUsage usage) {
    return switch (usage) {
      case null -> new Completion.Usage(0, 0, 0);
      case OpenAiTokenUsage openAi ->
          counted(
              openAi,
              openAi.inputTokensDetails() == null
                  ? 0
                  : count(openAi.inputTokensDetails().cachedTokens()));
      case AnthropicTokenUsage claude -> {
        // Claude counts what was cached, and what was put in the cache, beside the input.
        long cached = count(claude.cacheReadInputTokens());
        long input =
            count(claude.inputTokenCount()) + cached + count(claude.cacheCreationInputTokens());
        yield new Completion.Usage(input, count(claude.outputTokenCount()), cached);
      }
      case GoogleAiGeminiTokenUsage gemini ->
          new Completion.Usage(
              count(gemini.inputTokenCount()),
              count(gemini.outputTokenCount()) + count(gemini.thoughtsTokenCount()),
              count(gemini.cachedContentTokenCount()));
      default -> counted(usage, 0);
    };
  }

  private static Completion.Usage counted(TokenUsage usage, long cached) {
    return new Completion.Usage(
        count(usage.inputTokenCount()), count(usage.outputTokenCount()), cached);
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }
}
