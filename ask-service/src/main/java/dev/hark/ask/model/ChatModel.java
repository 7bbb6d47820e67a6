package dev.hark.ask.model;

/**
 * Something that writes answers. Safe for many threads; a call blocks until the answer has ended.
 */
public interface ChatModel {
  /** What is known of it beforehand. */
  ModelProfile profile();

  /**
   * Writes an answer.
   *
   * @param words told each piece as it comes, on the thread of the caller, in order; never called
   *     after the answer has ended
   */
  Completion answer(ChatRequest request, Words words);

  /** Takes an answer piece by piece. */
  @FunctionalInterface
  interface Words {
    void next(String piece);

    /** What was told so far is no part of the answer: the model was thinking. */
    default void startOver() {}
  }
}
