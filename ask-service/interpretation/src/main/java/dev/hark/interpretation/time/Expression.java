package dev.hark.interpretation.time;

import org.jspecify.annotations.Nullable;

/**
 * An expression of time at its place, before it is known whether it limits anything.
 *
 * @param lead the token with which its preposition begins, or its first
 * @param start its first token
 * @param end the token after it
 * @param preposition which kind stands before it: in, of, about, or none
 */
record Expression(
    int lead,
    int start,
    int end,
    @Nullable Symbol preposition,
    Meaning meaning,
    Value.Limit limit) {
  Expression withoutPreposition() {
    return new Expression(start, start, end, null, meaning, limit);
  }

  boolean isPlain() {
    return preposition == null;
  }

  boolean isAfter(Symbol kind) {
    return preposition == kind;
  }
}
