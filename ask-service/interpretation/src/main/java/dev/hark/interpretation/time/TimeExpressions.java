package dev.hark.interpretation.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads when something was recorded, as a question says it: <i>what did we decide last week?</i> An
 * expression that belongs to what is asked about (<i>the budget for next year</i>), and one of the
 * future, is none. Does not change, so any number of threads may use it; reads in time linear to
 * the length of the question, and never throws for any text.
 */
public final class TimeExpressions {
  /** First of those that a question could equally be in. */
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "nl");

  private final List<Language> languages = LANGUAGES.stream().map(LanguageFile::read).toList();

  /**
   * Reads a question; nothing where it limits recordings to no time.
   *
   * @param now when it is asked
   * @param zone where, as days begin there
   */
  public Optional<TimeExpression> read(String question, Instant now, ZoneId zone) {
    List<Token> tokens = Tokenizer.tokens(question);
    Days days = new Days(now, zone);
    List<Reading> readings =
        languages.stream().map(language -> new Reading(language, question, tokens, days)).toList();
    int known = readings.stream().mapToInt(Reading::known).max().orElse(0);
    try {
      return readings.stream()
          .filter(reading -> reading.known() == known)
          .limit(known == 0 ? 1 : LANGUAGES.size())
          .map(reading -> Expressions.limiting(reading, now))
          .max(Comparator.comparingInt(TimeExpressions::words))
          .flatMap(limiting -> combined(question, tokens, limiting));
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return Optional.empty();
    }
  }

  private static int words(List<Expression> expressions) {
    return expressions.stream().mapToInt(expression -> expression.end() - expression.start()).sum();
  }

  /** All windows become one; recordings by name count where there is no window. */
  private static Optional<TimeExpression> combined(
      String question, List<Token> tokens, List<Expression> limiting) {
    List<Expression> windows =
        limiting.stream().filter(one -> one.limit() instanceof Value.Span).toList();
    if (!windows.isEmpty()) {
      Value.Span span =
          windows.stream().map(one -> (Value.Span) one.limit()).reduce(Spans::combined).get();
      int start = tokens.get(windows.getFirst().lead()).start();
      int end = tokens.get(windows.getLast().end() - 1).end();
      String text = question.substring(start, end);
      return span.from() == null && span.to() == null
          ? Optional.empty()
          : Optional.of(
              new TimeExpression.Window(start, end, text, span.from(), span.to(), span.widened()));
    }
    return limiting.stream().findFirst().map(one -> named(question, tokens, one));
  }

  private static TimeExpression named(String question, List<Token> tokens, Expression expression) {
    int start = tokens.get(expression.lead()).start();
    int end = tokens.get(expression.end() - 1).end();
    String text = question.substring(start, end);
    return switch (expression.limit()) {
      case Value.Latest latest ->
          new TimeExpression.NamedRecordings(
              start, end, text, latest.count(), latest.title().words(), latest.title().name());
      case Value.Beside beside ->
          new TimeExpression.RelativeToRecording(
              start, end, text, beside.relation(), beside.title());
      case Value.Span _ -> throw new IllegalStateException("a span is a window");
    };
  }
}
