package dev.hark.ask.interpretation;

import dev.hark.ask.interpretation.Interpretation.Kind;
import dev.hark.ask.interpretation.Whens.When;
import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.interpretation.Language;
import dev.hark.interpretation.counting.CountedQuestion;
import dev.hark.interpretation.counting.CountedQuestion.Unit;
import dev.hark.interpretation.counting.CountedQuestion.Who;
import dev.hark.interpretation.counting.CountedQuestions;
import dev.hark.interpretation.speaker.NamedSpeaker;
import dev.hark.interpretation.speaker.SpeakerNames;
import dev.hark.interpretation.time.TimeExpression;
import dev.hark.interpretation.time.TimeExpressions;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads in a question when, who, and how many. A question that leans on the one before it keeps
 * what that one said until it says something else. Safe for many threads.
 */
public final class ReadQuestion {
  /** With no more words of its own than these a question asks for the same of something else. */
  private static final int FEW_WORDS = 3;

  /** As many as a search prefers; who has a name that more have is not told apart by it. */
  private static final int MOST_SPEAKERS = 20;

  private final TimeExpressions times = new TimeExpressions();
  private final Whens whens;

  public ReadQuestion(RecordingSource recordings) {
    this.whens = new Whens(recordings);
  }

  /**
   * A question where it is asked.
   *
   * @param scope only these recordings; all of the owner's when empty
   * @param at when it was asked
   * @param limits that the asker sets
   * @param timed whether the words that say a time limit anything
   * @param timeOverruled the limits say the time, and those words nothing
   * @param speakers who can be named
   * @param speakersOverruled whoever is named, nobody is preferred, and the words of those count
   *     whom the limits name, or everybody's
   */
  public record Asked(
      Caller caller,
      EndUserId owner,
      List<RecordingId> scope,
      String question,
      Instant at,
      ZoneId zone,
      Limits limits,
      boolean timed,
      boolean timeOverruled,
      List<String> speakers,
      boolean speakersOverruled) {
    public Asked {
      scope = List.copyOf(scope);
      speakers = List.copyOf(speakers);
    }

    private boolean limitedByTime() {
      return timed && !timeOverruled;
    }
  }

  /** Whether it says a time, so that it may not be searched by its words as they stand. */
  public boolean saysTime(String question, Instant at, ZoneId zone) {
    return times.read(question, at, zone).isPresent();
  }

  /**
   * What the question says.
   *
   * @param before what the question before it said, if there was one
   * @throws dev.hark.ask.retrieval.SourceUnavailableException when recordings that it names by
   *     their titles cannot be looked up
   */
  public Reading read(Asked asked, Optional<Interpretation> before) {
    Optional<TimeExpression> said =
        asked.timed() ? times.read(asked.question(), asked.at(), asked.zone()) : Optional.empty();
    Optional<Interpretation> kept = before.filter(any -> Language.goesOn(asked.question()));
    Optional<TimeExpression> limit =
        said.filter(expression -> isLimit(asked.question(), expression, before));
    Optional<When> own =
        asked.timeOverruled()
            ? Optional.empty()
            : limit.flatMap(expression -> whens.of(asked, expression));
    When when =
        own.or(
                () ->
                    kept.filter(
                            it ->
                                asked.limitedByTime() && it.timed() && it.expression().isPresent())
                        .filter(it -> !Language.looksOn(asked.question()))
                        .map(it -> kept(asked, it)))
            .orElseGet(() -> When.of(asked.limits().from(), asked.limits().to(), Optional.empty()));
    String text =
        own.isPresent() ? without(asked.question(), said.orElseThrow()) : asked.question();
    // Words that say a time are not what is counted, also where they limit nothing.
    String timeless =
        own.isPresent() || asked.timeOverruled()
            ? limit.map(expression -> without(asked.question(), expression)).orElse(text)
            : text;
    return reading(asked, when, text, timeless, kept);
  }

  private Reading reading(
      Asked asked, When when, String text, String timeless, Optional<Interpretation> kept) {
    List<NamedSpeaker> named = SpeakerNames.in(timeless, asked.speakers());
    List<String> names =
        SpeakerNames.in(text, asked.speakers()).stream()
            .flatMap(one -> one.names().stream())
            .distinct()
            .limit(MOST_SPEAKERS)
            .toList();
    List<String> meant =
        names.isEmpty() && !asked.speakers().isEmpty()
            ? kept.map(Interpretation::speakers).orElse(List.of())
            : names;
    List<String> speakers = asked.speakersOverruled() ? List.of() : meant;
    Optional<Counted> counted =
        CountedQuestions.read(timeless, named)
            .flatMap(question -> counted(question, meant))
            .or(() -> kept.flatMap(it -> counted(it, withoutNames(timeless, named), names)))
            .filter(it -> it.by().size() <= MOST_SPEAKERS && when.missing().isEmpty())
            .map(it -> asked.speakersOverruled() ? it.by(asked.limits().speakers()) : it);
    Interpretation interpretation =
        new Interpretation(
            when.from(),
            when.to(),
            asked.zone(),
            when.expression(),
            when.widened(),
            when.only(),
            speakers,
            counted.map(it -> List.of(asWritten(it.words(), timeless))).orElse(List.of()),
            counted.map(Counted::by).orElse(List.of()),
            counted.filter(Counted::recordings).isPresent(),
            counted.map(Counted::kind).orElse(Kind.MOMENT));
    return new Reading(
        interpretation,
        text.isBlank() ? asked.question() : text,
        when.only().isEmpty() ? asked.scope() : when.only(),
        asked.limits().at(when.from(), when.to()),
        when.missing());
  }

  /** As the question writes them, where it does. */
  private static String asWritten(String words, String text) {
    int place = text.toLowerCase(Locale.ROOT).indexOf(words);
    return place < 0 || text.toLowerCase(Locale.ROOT).length() != text.length()
        ? words
        : text.substring(place, place + words.length());
  }

  private record Counted(Kind kind, String words, List<String> by, boolean recordings) {
    private Counted by(List<String> others) {
      return new Counted(kind, words, others, recordings);
    }
  }

  /** Empty when nobody knows whose words are meant: no number could be proved. */
  private static Optional<Counted> counted(CountedQuestion question, List<String> speakers) {
    Kind kind =
        switch (question.kind()) {
          case LIST -> Kind.LIST;
          case COUNT -> Kind.COUNT;
        };
    boolean recordings = question.unit() == Unit.RECORDINGS;
    return switch (question.who()) {
      case Who.Anyone _ -> Optional.of(new Counted(kind, question.words(), List.of(), recordings));
      case Who.Named named ->
          Optional.of(new Counted(kind, question.words(), named.names(), recordings));
      case Who.NamedBefore _ ->
          speakers.isEmpty()
              ? Optional.empty()
              : Optional.of(new Counted(kind, question.words(), speakers, recordings));
    };
  }

  /** "And Tomás?" counts what was counted before. */
  private static Optional<Counted> counted(Interpretation before, String text, List<String> names) {
    boolean saysNothing =
        text.isBlank()
            || (Language.opens(text) && text.strip().split("\\s+", -1).length <= FEW_WORDS);
    return before.kind() == Kind.MOMENT || !saysNothing
        ? Optional.empty()
        : Optional.of(
            new Counted(
                before.kind(),
                before.counted().getFirst(),
                names.isEmpty() ? before.countedBy() : names,
                before.recordings()));
  }

  private static When kept(Asked asked, Interpretation before) {
    return new When(
        before.from(),
        before.to(),
        before.expression(),
        before.widened(),
        before.only().stream()
            .filter(it -> asked.scope().isEmpty() || asked.scope().contains(it))
            .toList(),
        Optional.empty());
  }

  /** "And on Wednesday?" is a time of recordings where the question before had one. */
  private static boolean isLimit(
      String question, TimeExpression said, Optional<Interpretation> before) {
    String rest = without(question, said).replaceAll("[\\p{P}\\s]+", " ").strip();
    boolean alone = rest.split(" ", -1).length <= 1;
    return !alone || before.isEmpty() || before.get().expression().isPresent();
  }

  private static String without(String question, TimeExpression said) {
    String rest = question.substring(0, said.start()) + question.substring(said.end());
    return rest.replaceAll("\\s+([?!.,;:])", "$1").replaceAll("\\s{2,}", " ").strip();
  }

  private static String withoutNames(String text, List<NamedSpeaker> named) {
    List<NamedSpeaker> last = new ArrayList<>(named);
    last.sort(Comparator.comparingInt(NamedSpeaker::start).reversed());
    StringBuilder rest = new StringBuilder(text);
    last.forEach(one -> rest.delete(one.start(), one.end()));
    return rest.toString();
  }
}
