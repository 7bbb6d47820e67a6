package dev.hark.interpretation.time;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an expression says when something was recorded, and so limits recordings, or belongs to
 * what is asked about. The first rule that holds decides; where none does it is a topic, as words
 * are searched for anyway.
 */
enum Rule {
  QUOTED(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.isQuoted(expression);
    }
  },
  /** Recordings lie in the past. */
  NOT_BEGUN(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      Instant from = expression.limit() instanceof Value.Span span ? span.from() : null;
      return from != null && from.isAfter(now);
    }
  },
  /** And last week? */
  ALONE(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.isAlone(expression);
    }
  },
  /** Tell me about last week; tell me about last week's calls. */
  REQUESTED(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.isRightAfter(Symbol.REQUEST, expression.start())
          && !isFalse(sentence.possessesNoun(expression));
    }
  },
  /** What did we say about last year; the budget for 2025. */
  AFTER_ABOUT(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return expression.isAfter(Symbol.ABOUT);
    }
  },
  /** Who said that last year was difficult. */
  IN_WHAT_WAS_SAID(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.isSaid(expression);
    }
  },
  /** Who said last year was difficult. */
  SUBJECT(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return expression.isPlain()
          && !sentence.isAtStart(expression.start())
          && sentence.reading().is(Symbol.SUBJECT_VERB, expression.end());
    }
  },
  /** Last quarter's results, but not last week's calls. */
  OF_ANOTHER_NOUN(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      Boolean possessed = sentence.possessesNoun(expression);
      boolean ofNone =
          expression.limit() instanceof Value.Span
              && expression.isAfter(Symbol.OF)
              && sentence.nounBefore(expression) < 0;
      return possessed == null ? ofNone : !possessed;
    }
  },
  /** Version 2024, Budget 2024. */
  NUMBERED(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return expression.meaning() == Meaning.WHOLE_YEAR
          && expression.isPlain()
          && !sentence.isAtStart(expression.start())
          && sentence.reading().tokens().get(expression.start() - 1).capital();
    }
  },
  /** In the Friday meeting. */
  NAME(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      boolean ofName = NAMING.contains(expression.meaning());
      return ofName && sentence.isPartOfName(expression);
    }
  },
  /** What did Tom say about the meeting in March. */
  OF_A_TOPIC(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      int noun = sentence.nounBefore(expression);
      return !expression.isPlain()
          && noun >= 0
          && (sentence.isRightAfter(Symbol.ABOUT, noun)
              || sentence.isRightAfter(Symbol.ABOUT, noun - 1));
    }
  },
  /** What has to be done by Friday; what had been decided by Friday is no deadline. */
  DEADLINE(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return expression.meaning() == Meaning.BY && !sentence.isRightAfterSaid(expression);
    }
  },
  /** The last three stand-ups are recordings whatever is asked of them. */
  LATEST(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return expression.limit() instanceof Value.Latest;
    }
  },
  /** What happens on Monday; but: what are the decisions of Monday. */
  OF_THE_FUTURE(false) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      Tenses.Tense tense = sentence.tense(expression);
      int noun = sentence.nounBefore(expression);
      boolean ofResult =
          tense == Tenses.Tense.PRESENT && noun >= 0 && sentence.isResultOfRecording(noun);
      return expression.limit().either()
          && (tense == Tenses.Tense.PRESENT || tense == Tenses.Tense.FUTURE)
          && !ofResult;
    }
  },
  /** What did we decide in March; which questions came up in March. */
  SAID(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.tellsWhatWasSaid(expression);
    }
  },
  /** Calls in March; yesterday's call. */
  OF_RECORDINGS(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.nounBefore(expression) >= 0 || sentence.possessesNoun(expression) != null;
    }
  },
  /** Zusammenfassung der letzten Woche: the preposition stands between. */
  REQUESTED_WITH_PREPOSITION(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return sentence.isRightAfter(Symbol.REQUEST, expression.lead());
    }
  },
  /** Which bug did Tom fix on Monday: what was done lately is spoken of at that time. */
  DONE_LATELY(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      return expression.limit().brief() && sentence.tense(expression) == Tenses.Tense.PAST;
    }
  },
  /** Pellworth last week. */
  WITHOUT_VERB(true) {
    @Override
    boolean holds(Expression expression, Sentence sentence, Instant now) {
      Value.Limit limit = expression.limit();
      return limit.brief() && !limit.either() && sentence.tense(expression) == null;
    }
  };

  /** Days and months that recordings are named after. */
  private static final Set<Meaning> NAMING =
      EnumSet.of(Meaning.ON_WEEKDAY, Meaning.MONTH_OF_YEAR, Meaning.QUARTER_OF_YEAR);

  private final boolean limits;

  Rule(boolean limits) {
    this.limits = limits;
  }

  abstract boolean holds(Expression expression, Sentence sentence, Instant now);

  static boolean limits(Expression expression, Sentence sentence, Instant now) {
    for (Rule rule : values()) {
      if (rule.holds(expression, sentence, now)) {
        return rule.limits;
      }
    }
    return false;
  }

  private static boolean isFalse(@Nullable Boolean value) {
    return value != null && !value;
  }
}
