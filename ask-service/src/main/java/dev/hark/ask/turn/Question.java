package dev.hark.ask.turn;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.words.Line;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user asks.
 *
 * @param provider who shall answer; the default when empty
 * @param mentioned recordings that it refers to; kept with the message
 * @param include what is wanted beyond the answer
 */
public record Question(
    String content, Optional<String> provider, List<RecordingId> mentioned, Set<Include> include) {
  /** Characters (code points) at most. */
  public static final int MAX_LENGTH = 10_000;

  public Question {
    mentioned = List.copyOf(mentioned);
    include = Set.copyOf(include);
    if (Line.isBlank(content) || content.codePointCount(0, content.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException("a question has 1 to 10,000 characters and is not blank");
    }
  }

  /** What can be had beyond the answer. */
  public enum Include {
    COVERAGE,
    QUOTES
  }
}
