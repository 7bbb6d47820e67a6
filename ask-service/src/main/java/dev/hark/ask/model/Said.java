package dev.hark.ask.model;

/** One side's words in a conversation. */
public record Said(By by, String text) {
  /** Who speaks. There is no other role: nothing in a transcript can take one. */
  public enum By {
    USER,
    MODEL
  }
}
