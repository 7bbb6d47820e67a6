package dev.hark.ask.prompt;

/**
 * How much of a prompt goes to what.
 *
 * @param chunks at most so many
 * @param sourceTokens for the chunks of a search, at most
 * @param historyTokens for earlier turns, at most
 */
public record PromptBudget(int chunks, int sourceTokens, int historyTokens) {
  public PromptBudget {
    if (chunks < 1 || sourceTokens < 1 || historyTokens < 0) {
      throw new IllegalArgumentException(
          "a prompt's budget must be positive: %d chunks, %d and %d tokens"
              .formatted(chunks, sourceTokens, historyTokens));
    }
  }
}
