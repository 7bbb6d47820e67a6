package dev.hark.interpretation.time;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenses of a question's verbs, and which of them say that something was said. */
final class Tenses {
  enum Tense {
    PAST,
    PRESENT,
    FUTURE
  }

  private final Reading reading;
  private final int size;
  private final @Nullable Tense[] tenses;
  private final int[] tenseEnds;
  private final boolean[] said;

  Tenses(Reading reading, boolean[] expressions) {
    this.reading = reading;
    this.size = reading.tokens().size();
    this.tenses = new @Nullable Tense[size];
    this.tenseEnds = new int[size];
    this.said = new boolean[size];
    tenses(expressions);
    perfects();
  }

  /** Null where no words with a tense begin. */
  @Nullable Tense of(int at) {
    return tenses[at];
  }

  /** Where the words end that have the tense. */
  int endOf(int at) {
    return tenseEnds[at];
  }

  boolean isSaid(int at) {
    return said[at];
  }

  /** What is asked of the answer ("tell me whether") is nothing that was said. */
  private void tenses(boolean[] expressions) {
    int at = 0;
    boolean past = false;
    while (at < size) {
      boolean sentenceEnds = reading.tokens().get(at).key().equals(Token.SENTENCE_END);
      int tellMe = past ? at : reading.endOf(Symbol.TELL_ME, at);
      int end = expressions[at] || tellMe > at ? tellMe : tense(at);
      past = !sentenceEnds && (past || tenses[at] == Tense.PAST);
      at = Math.max(end, at + 1);
    }
  }

  /** Marks the longest words at a place that have a tense, and says where they end. */
  private int tense(int at) {
    int end = at;
    for (Symbol symbol :
        List.of(Symbol.FUTURE, Symbol.SAID_PAST, Symbol.PAST, Symbol.PRESENT, Symbol.SAID)) {
      int longer = reading.endOf(symbol, at);
      if (longer > end) {
        end = longer;
        tenses[at] = tenseOf(symbol);
        tenseEnds[at] = end;
      }
    }
    said[at] =
        tenses[at] != Tense.FUTURE
            && (reading.is(Symbol.SAID, at) || reading.is(Symbol.SAID_PAST, at));
    if (tenses[at] == Tense.PAST && at > 0 && reading.is(Symbol.PASSIVE, at - 1)) {
      tenses[at] = null;
    }
    Token token = reading.tokens().get(at);
    boolean unknown = end == at && reading.matches(at).isEmpty() && !token.capital();
    if (unknown && reading.language().affixes(Symbol.PAST).match(token.key())) {
      tenses[at] = Tense.PAST;
      tenseEnds[at] = at + 1;
    }
    return end;
  }

  private static @Nullable Tense tenseOf(Symbol symbol) {
    return switch (symbol) {
      case FUTURE -> Tense.FUTURE;
      case SAID_PAST, PAST -> Tense.PAST;
      case PRESENT -> Tense.PRESENT;
      default -> null;
    };
  }

  /** Have and be with a participle after them speak of the past. */
  private void perfects() {
    boolean participle = false;
    for (int at = size - 1; at >= 0; at--) {
      Token token = reading.tokens().get(at);
      if (token.key().equals(Token.SENTENCE_END)) {
        participle = false;
      } else if (tenses[at] != Tense.FUTURE) {
        boolean perfect = participle && reading.is(Symbol.PERFECT, at);
        if (perfect) {
          tenses[at] = Tense.PAST;
          tenseEnds[at] = at + 1;
        }
        participle |= isParticiple(at);
      }
    }
  }

  private boolean isParticiple(int at) {
    Token token = reading.tokens().get(at);
    return reading.is(Symbol.SAID_PAST, at)
        || (!token.capital() && reading.language().affixes(Symbol.PARTICIPLE).match(token.word()));
  }
}
