package dev.hark.ask.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a model is asked.
 *
 * @param instructions stand above everything else
 * @param said in turns, the last by the user, the passages in it
 * @param question the user's own words
 * @param earlier what the user asked before, oldest first
 * @param passages the same that {@code said} shows as text, for models that read no prose; each is
 *     made when it is looked at
 * @param stated what code says of the answer, whoever writes it
 */
public record ChatRequest(
    String instructions,
    List<Said> said,
    String question,
    List<String> earlier,
    List<Passage> passages,
    Stated stated) {
  /** Of which code says nothing. */
  public ChatRequest(
      String instructions,
      List<Said> said,
      String question,
      List<String> earlier,
      List<Passage> passages) {
    this(instructions, said, question, earlier, passages, Stated.NOTHING);
  }

  public ChatRequest {
    said = List.copyOf(said);
    earlier = List.copyOf(earlier);
    if (said.isEmpty() || said.getLast().by() != Said.By.USER) {
      throw new IllegalArgumentException("the last word must be the user's");
    }
  }

  /**
   * What code says of an answer.
   *
   * @param lead what every answer begins with, such as a number that was counted; mostly empty. It
   *     is told already: a model goes on after it
   * @param nothing what is said when nothing fits; empty for a model's own words
   * @param all whether the passages are themselves what is asked for, each of them
   */
  public record Stated(String lead, String nothing, boolean all) {
    /** Code says nothing. */
    public static final Stated NOTHING = new Stated("", "", false);
  }

  /**
   * A numbered piece of a recording that an answer may rest on.
   *
   * @param number what a marker names it by
   * @param recording names the recording
   * @param rank of the found chunk that it stands in, the best is 0; empty when no search found it
   */
  public record Passage(
      int number,
      String recording,
      Optional<String> title,
      Optional<Instant> recordedAt,
      Duration start,
      Optional<String> speaker,
      String text,
      OptionalInt rank) {}

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
}
