package dev.hark.ask.model;

/** How an answer ended. */
public sealed interface Completion {
  /**
   * The provider says that it is whole.
   *
   * @param model as the provider named it in the answer
   */
  record Finished(String model, Ending ending, Usage usage) implements Completion {}

  /** There is no answer, or not a whole one. */
  record Failed(ModelFailure failure) implements Completion {}

  /** Why the words ended. */
  enum Ending {
    STOP,
    LENGTH,
    CONTENT_FILTER
  }

  /**
   * What the provider counted.
   *
   * @param input everything read, what was cached included
   */
  record Usage(long input, long output, long cached) {}
}
