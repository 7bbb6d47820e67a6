package dev.hark.ask.model;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param instructions stand above everything else
 * @param said in turns, the last by the user, the passages in it
 * @param question the user's own words
 * @param earlier what the user asked before, oldest first
 * @param passages the same that {@code said} shows as text, for models that read no prose; each is
 *     made when it is looked at
 */
public record ChatRequest(
    String instructions,
    List<Said> said,
    String question,
    List<String> earlier,
    List<Passage> passages) {
  public ChatRequest {
    said = List.copyOf(said);
    earlier = List.copyOf(earlier);
    if (said.isEmpty() || said.getLast().by() != Said.By.USER) {
      throw new IllegalArgumentException("the last word must be the user's");
    }
  }
}
