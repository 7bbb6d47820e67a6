package dev.hark.interpretation.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the expressions of a question in one language, and those that limit recordings. */
final class Expressions {
  private static final List<Symbol> PREPOSITIONS = List.of(Symbol.ABOUT, Symbol.OF, Symbol.IN);

  private final Reading reading;
  private final int size;
  private final int[] leads;
  private final @Nullable Symbol[] prepositions;

  private Expressions(Reading reading) {
    this.reading = reading;
    this.size = reading.tokens().size();
    this.leads = new int[size + 1];
    this.prepositions = new @Nullable Symbol[size + 1];
    Arrays.setAll(leads, at -> at);
    for (int at = 0; at < size; at++) {
      for (Symbol symbol : PREPOSITIONS) {
        for (Reading.Match match : reading.matches(at)) {
          int end = match.end();
          if (match.symbol() == symbol && leads[end] == end) {
            leads[end] = at;
            prepositions[end] = symbol;
          }
        }
      }
    }
  }

  /** Those that limit recordings, in their order. */
  static List<Expression> limiting(Reading reading, Instant now) {
    Expressions expressions = new Expressions(reading);
    List<Expression> all = expressions.all();
    if (all.isEmpty()) {
      return all;
    }
    boolean[] covered = new boolean[reading.tokens().size()];
    for (Expression expression : all) {
      Arrays.fill(covered, expression.start(), expression.end(), true);
    }
    return expressions.limiting(all, new Sentence(reading, covered), now);
  }

  private List<Expression> limiting(List<Expression> all, Sentence sentence, Instant now) {
    List<Expression> limiting = new ArrayList<>();
    @Nullable Expression last = null;
    for (Expression found : all) {
      Expression expression =
          found.isAfter(Symbol.ABOUT) && sentence.isStranded(found.lead(), found.start())
              ? found.withoutPreposition()
              : found;
      boolean also = last != null && isJoined(last, expression);
      boolean limits = also || Rule.limits(expression, sentence, now);
      boolean clear = also || isClear(expression, sentence);
      if (limits && clear) {
        limiting.add(expression);
      }
      last = limits && clear ? expression : null;
    }
    return limiting;
  }

  /** Last week with this week; in March and April. */
  private boolean isJoined(Expression first, Expression second) {
    int between = second.lead() - first.end();
    return (between == 1 && reading.is(Symbol.ALSO, first.end()))
        || (between == 0
            && second.lead() < second.start()
            && reading.is(Symbol.ALSO, second.lead()));
  }

  /** A number is no year and May no month without a word beside it that says so. */
  private boolean isClear(Expression expression, Sentence sentence) {
    return expression.preposition() != null
        || !reading.language().needPreposition().contains(expression.meaning())
        || isDayOfSaying(expression, sentence)
        || sentence.nounBefore(expression) >= 0
        || Boolean.TRUE.equals(sentence.possessesNoun(expression))
        || sentence.isRightAfter(Symbol.REQUEST, expression.start())
        || sentence.isAlone(expression);
  }

  /** What was said Monday. */
  private static boolean isDayOfSaying(Expression expression, Sentence sentence) {
    return expression.meaning().level() == Meaning.Level.DAY
        && sentence.isRightAfterSaid(expression);
  }

  private List<Expression> all() {
    List<Expression> all = new ArrayList<>();
    int at = 0;
    while (at < size) {
      int never = reading.endOf(Symbol.NEVER, at);
      Expression longest = never > at ? null : longest(at);
      if (longest != null) {
        all.add(longest);
      }
      at = longest != null ? longest.end() : Math.max(never, at + 1);
    }
    return all;
  }

  private @Nullable Expression longest(int at) {
    Reading.@Nullable Found longest = null;
    for (Meaning.Level level :
        List.of(Meaning.Level.LIMIT, Meaning.Level.PERIOD, Meaning.Level.DAY)) {
      for (Reading.Found found : reading.at(level, at)) {
        if (longest == null || found.end() > longest.end()) {
          longest = found;
        }
      }
    }
    Value.Limit limit = longest == null ? null : limit(longest.value());
    return longest == null || limit == null || isPartOfWord(longest.end())
        ? null
        : new Expression(leads[at], at, longest.end(), prepositions[at], longest.meaning(), limit);
  }

  /** As in "last week-long trip". */
  private boolean isPartOfWord(int end) {
    return end < size && reading.tokens().get(end).isJoined();
  }

  private Value.@Nullable Limit limit(Value value) {
    return switch (value) {
      case Value.Limit limit -> limit;
      case Value.Calendar calendar -> reading.limits().of(calendar.period());
      case Value.Count _, Value.Written _, Value.Clock _, Value.Title _ -> null;
    };
  }
}
