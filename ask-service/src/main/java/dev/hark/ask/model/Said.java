package dev.hark.ask.model;

import java.util.function.Supplier;

/**
 * One side's words in a conversation.
 *
 * @param words written when they are needed, and as often: a prompt is long, hundreds of answers
 *     are waited for at a time, and only the moment of asking needs its text
 */
public record Said(By by, Supplier<String> words) {
  public Said(By by, String text) {
    this(by, () -> text);
  }

  public String text() {
    return words.get();
  }

  /** Who speaks. There is no other role: nothing in a transcript can take one. */
  public enum By {
    USER,
    MODEL
  }
}
