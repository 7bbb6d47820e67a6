package dev.hark.interpretation.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the words around expressions of time tell: tenses, verbs of saying, nouns, quotations. */
final class Sentence {
  /** How far before an expression the noun may stand that it belongs to. */
  private static final int NOUN_REACH = 4;

  /** The adjectives between "last week's" and its noun. */
  private static final int MOST_ADJECTIVES = 2;

  private final Reading reading;
  private final int size;
  private final Tenses tenses;
  private final boolean[] opens;
  private final int[] saidBefore;
  private final int[] openerBefore;
  private final Tally toldInPast;
  private final Tally toldWithPast;
  private final Tally other;
  private final Tally asking;
  private final Nearest anyTense;
  private final Nearest tenseOfPast;
  private final int[] nounStarts;
  private final int[] quotes;
  private final int[] sentences;

  /** The first tokens of the sentences, and the end of the last. */
  private final int[] starts;

  Sentence(Reading reading, boolean[] expressions) {
    this.reading = reading;
    this.size = reading.tokens().size();
    this.tenses = new Tenses(reading, expressions);
    this.opens = new boolean[size];
    this.saidBefore = new int[size + 1];
    this.openerBefore = new int[size + 1];
    this.nounStarts = new int[size + 1];
    this.quotes = new int[size + 1];
    this.sentences = new int[size + 1];
    this.starts = new int[size + 2];
    Arrays.fill(nounStarts, -1);
    order();
    this.toldInPast =
        new Tally(size, at -> tenses.isSaid(at) && tenses.of(at) == Tenses.Tense.PAST);
    this.toldWithPast = new Tally(size, at -> tenses.isSaid(at) || nounStarts[at + 1] >= 0);
    this.other = new Tally(size, at -> !isFiller(at));
    this.asking = new Tally(size, at -> reading.is(Symbol.ASKING, at));
    this.anyTense = new Nearest(size, at -> tenses.of(at) != null);
    this.tenseOfPast =
        new Nearest(size, at -> tenses.of(at) != null && tenses.of(at) != Tenses.Tense.FUTURE);
  }

  private void order() {
    Titles titles = new Titles(reading);
    saidBefore[0] = -1;
    openerBefore[0] = -1;
    for (int at = 0; at < size; at++) {
      String key = reading.tokens().get(at).key();
      boolean ends = key.equals(Token.SENTENCE_END);
      sentences[at + 1] = sentences[at] + (ends ? 1 : 0);
      starts[sentences[at] + 1] = at + 1;
      quotes[at + 1] = quotes[at] + (key.equals(Token.QUOTE) ? 1 : 0);
      boolean afterSaid = saidBefore[at] >= 0;
      boolean next = at > 0 && tenses.isSaid(at - 1) && reading.is(Symbol.OPENER_NEXT, at);
      opens[at] = afterSaid && (next || reading.is(Symbol.OPENER, at));
      saidBefore[at + 1] = ends ? -1 : tenses.isSaid(at) ? at : saidBefore[at];
      openerBefore[at + 1] = ends ? -1 : opens[at] ? at : openerBefore[at];
      int nounEnd = Math.max(titles.nounEnd(at), reading.endOf(Symbol.NOUN, at));
      if (nounEnd > at && nounStarts[nounEnd] < 0) {
        nounStarts[nounEnd] = at;
      }
    }
  }

  Reading reading() {
    return reading;
  }

  boolean isQuoted(Expression expression) {
    return quotes[expression.start()] % 2 == 1 && quotes[size] > quotes[expression.end()];
  }

  boolean isAtStart(int at) {
    return at == 0 || sentences[at] > sentences[at - 1];
  }

  /** In what somebody said: after "said that", "say whether", "said we". */
  boolean isSaid(Expression expression) {
    return openerBefore[expression.lead()] >= 0;
  }

  /**
   * The tense of the verb nearest before the expression, or after it where there is none; null
   * where no verb is known. What lies in the past has no verb of the future.
   */
  Tenses.@Nullable Tense tense(Expression expression) {
    Nearest nearest = expression.limit().either() ? anyTense : tenseOfPast;
    int before = nearest.before(expression.lead());
    if (before >= 0 && isInSentence(before, expression)) {
      return tenses.of(before);
    }
    int after = nearest.from(expression.end());
    return after >= 0 && isInSentence(after, expression) ? tenses.of(after) : null;
  }

  private boolean isInSentence(int at, Expression expression) {
    return sentences[at] == sentences[expression.start()];
  }

  /**
   * Whether the sentence has a verb of saying, deciding or happening in the past, or with a past
   * one what is made of recordings: decisions, questions.
   */
  boolean tellsWhatWasSaid(Expression expression) {
    return isBeside(expression, toldInPast)
        || (tense(expression) == Tenses.Tense.PAST && isBeside(expression, toldWithPast));
  }

  /** Whether the sentence has any such token before or after the expression. */
  private boolean isBeside(Expression expression, Tally tally) {
    int sentence = sentences[expression.start()];
    return tally.isAny(starts[sentence], expression.lead())
        || tally.isAny(expression.end(), starts[sentence + 1]);
  }

  /** Whether words that tell what was said end right before the expression. */
  boolean isRightAfterSaid(Expression expression) {
    int at = saidBefore[expression.lead()];
    return at >= 0 && tenses.endOf(at) == expression.lead();
  }

  /**
   * Where the noun begins that the expression may belong to: a recording, or what is made of one.
   * Names and links may stand between. -1 where there is none.
   */
  int nounBefore(Expression expression) {
    for (int end = expression.lead(); end > 0 && end > expression.lead() - NOUN_REACH; end--) {
      if (nounStarts[end] >= 0) {
        return nounStarts[end];
      }
      if (!mayStandBetween(end - 1)) {
        return -1;
      }
    }
    return -1;
  }

  private boolean mayStandBetween(int at) {
    return reading.is(Symbol.LINK, at)
        || (reading.tokens().get(at).isWord() && isName(at) && !isAtStart(at));
  }

  private boolean isName(int at) {
    Token token = reading.tokens().get(at);
    return (token.capital() || token.isJoined()) && tenses.of(at) == null;
  }

  /**
   * What belongs to "last week's"; null where it is no possessive, false where it is another noun.
   */
  @Nullable Boolean possessesNoun(Expression expression) {
    int end = expression.end();
    if (end + 1 >= size
        || !reading.tokens().get(end).isPossessive()
        || !reading.tokens().get(end + 1).isWord()) {
      return null;
    }
    Titles titles = new Titles(reading);
    for (int at = end + 1; at < size && at <= end + 1 + MOST_ADJECTIVES; at++) {
      if (titles.nounEnd(at) > at || reading.is(Symbol.NOUN, at)) {
        return true;
      }
      if (tenses.of(at) != null || reading.is(Symbol.IN, at) || reading.is(Symbol.ABOUT, at)) {
        return false;
      }
    }
    return false;
  }

  /** As in "the Friday meeting", which is a name. */
  boolean isPartOfName(Expression expression) {
    int end = expression.end();
    return end < size && new Titles(reading).nounEnd(end) > end;
  }

  boolean isResultOfRecording(int at) {
    return reading.is(Symbol.NOUN, at);
  }

  /** Whether words of a kind end right before a place. */
  boolean isRightAfter(Symbol symbol, int place) {
    for (int at = place - 1; at >= 0 && at >= place - NOUN_REACH; at--) {
      if (reading.endOf(symbol, at) == place) {
        return true;
      }
    }
    return false;
  }

  /** In "what did we talk about last week" the preposition belongs to what is asked. */
  boolean isStranded(int lead, int start) {
    return isRightAfter(Symbol.STRANDED, start) && asking.isAny(starts[sentences[start]], lead);
  }

  /** Whether nothing else is asked: "and last week?". */
  boolean isAlone(Expression expression) {
    return !isBeside(expression, other);
  }

  private boolean isFiller(int at) {
    return reading.is(Symbol.FILLER, at) || !reading.tokens().get(at).isWord();
  }
}
