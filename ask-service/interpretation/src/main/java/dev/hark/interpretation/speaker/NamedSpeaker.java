package dev.hark.interpretation.speaker;

import java.util.List;

/**
 * Somebody who is named in a question.
 *
 * @param names of those who can be meant, as they are shown; more than one where they share the
 *     name
 * @param start of the name in the question, in UTF-16 units
 * @param end of it, exclusive, its possessive included
 */
public record NamedSpeaker(List<String> names, int start, int end) {
  public NamedSpeaker {
    names = List.copyOf(names);
    if (names.isEmpty() || start < 0 || end <= start) {
      throw new IllegalArgumentException("somebody must be named somewhere");
    }
  }
}
