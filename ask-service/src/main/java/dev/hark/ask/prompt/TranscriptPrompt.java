package dev.hark.ask.prompt;

/** What came of putting a whole transcript in a prompt. */
public sealed interface TranscriptPrompt {
  record Fits(Prompt prompt) implements TranscriptPrompt {}

  /**
   * The model cannot read that much.
   *
   * @param transcriptTokens what the transcript takes
   * @param maxTokens what there is room for
   */
  record TooLarge(int transcriptTokens, int maxTokens) implements TranscriptPrompt {}
}
