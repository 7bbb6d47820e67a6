package dev.hark.ask.prompt;

import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.interpretation.Interpretation.Kind;
import dev.hark.ask.interpretation.Reading;
import dev.hark.ask.model.ChatRequest.Stated;
import dev.hark.ask.retrieval.Found.Legs;
import java.time.Instant;
import java.util.Optional;

/**
 * A question as a model is asked it.
 *
 * @param text the user's own words
 * @param searched the same without the words that say a time
 * @param context what a model is told before it: the day, and what code read in it
 * @param today empty where no day matters
 */
public record PromptQuestion(
    String text, String searched, String context, Stated stated, Optional<Today> today) {
  /** Of which nothing is known but its words. */
  public static PromptQuestion plain(String text) {
    return new PromptQuestion(text, text, "", Stated.NOTHING, Optional.empty());
  }

  /** With what code read in it and says of it. */
  public static PromptQuestion of(Statements statements, Today today) {
    Reading reading = statements.reading();
    return new PromptQuestion(
        statements.question(),
        reading.text(),
        context(statements, today),
        statements.stated(),
        Optional.of(today));
  }

  /** As it stands at the end of a prompt. */
  String asked() {
    return context + Instructions.QUESTION + text;
  }

  private static String context(Statements statements, Today today) {
    Interpretation read = statements.reading().interpretation();
    StringBuilder context = new StringBuilder("Today is " + today.text() + ".\n");
    if (read.timed()) {
      context
          .append("The sources are limited to recordings made")
          .append(read.from().map(from -> " from " + time(today, from)).orElse(""))
          .append(read.to().map(to -> " until before " + time(today, to)).orElse(""))
          .append(read.expression().map(said -> " (\"" + Neutral.fenced(said) + "\")").orElse(""))
          .append(".\n");
    }
    if (read.kind() == Kind.MOMENT && !read.speakers().isEmpty()) {
      context
          .append("The question names ")
          .append(Neutral.fenced(String.join(", ", read.speakers())))
          .append(": what they say themselves matters most.\n");
    }
    if (read.kind() != Kind.MOMENT) {
      context.append(COUNTED).append(Neutral.fenced(statements.stated().lead())).append('\n');
    }
    context.append(missing(statements));
    return context.toString();
  }

  private static final String COUNTED =
      "What is asked for was counted in the index, and your answer already begins with this line;"
          + " go on after it, list what the sources hold with their numbers in brackets, and state"
          + " no other number of moments or recordings: ";

  /** What a model must not take for the whole. */
  private static String missing(Statements statements) {
    StringBuilder missing = new StringBuilder();
    statements
        .counts()
        .ifPresent(
            counts -> {
              if (counts.pending() > 0) {
                missing
                    .append(counts.pending())
                    .append(" recordings in scope cannot be searched yet: when nothing in the")
                    .append(" sources answers, say so.\n");
              }
              if (counts.searched() == 0 && statements.reading().interpretation().timed()) {
                missing.append("There is no recording of that time: say so.\n");
              }
            });
    statements
        .reading()
        .missing()
        .ifPresent(
            name ->
                missing
                    .append("None of the recordings has \"")
                    .append(Neutral.fenced(name))
                    .append("\" in its title: say so.\n"));
    if (statements.legs() != Legs.BOTH) {
      missing.append(
          "The search ran without a part of its index just now: when nothing in the sources"
              + " answers, say that it should be asked again.\n");
    }
    return missing.toString();
  }

  private static String time(Today today, Instant time) {
    return time.atZone(today.zone()).toLocalDateTime().toString().replace('T', ' ');
  }
}
