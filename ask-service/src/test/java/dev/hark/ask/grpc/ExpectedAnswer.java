package dev.hark.ask.grpc;

import dev.hark.ask.session.AnswerErasure;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a model said, and what of it has to be left when recordings are deleted.
 *
 * @param given recordings that it was given, behind earlier answers too
 */
record ExpectedAnswer(List<Sentence> sentences, Set<String> given, List<String> pieces) {
  /**
   * A sentence.
   *
   * @param sets it goes when all of one of these are deleted
   */
  record Sentence(String text, Set<String> cited, Set<Set<String>> sets) {}

  List<Sentence> left(AnswerErasure erasure, Set<String> deleted) {
    return switch (erasure) {
      case SENTENCES ->
          sentences.stream()
              .filter(sentence -> sentence.sets().stream().noneMatch(deleted::containsAll))
              .toList();
      case GIVEN -> Collections.disjoint(given, deleted) ? sentences : List.of();
    };
  }

  boolean isUntouched(AnswerErasure erasure, Set<String> deleted) {
    return left(erasure, deleted).equals(sentences)
        && sentences.stream().allMatch(sentence -> Collections.disjoint(sentence.cited(), deleted));
  }

  /** Those that are still behind it. */
  Set<String> given(AnswerErasure erasure, Set<String> deleted) {
    return left(erasure, deleted).isEmpty() ? Set.of() : without(given, deleted);
  }

  static Set<String> without(Set<String> all, Set<String> deleted) {
    Set<String> left = new HashSet<>(all);
    left.removeAll(deleted);
    return left;
  }
}
