package dev.hark.ask.interpretation;

import dev.hark.ask.interpretation.ReadQuestion.Asked;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.interpretation.speaker.SpeakerNames;
import dev.hark.interpretation.time.TimeExpression;
import dev.hark.interpretation.time.TimeExpression.NamedRecordings;
import dev.hark.interpretation.time.TimeExpression.RelativeToRecording;
import dev.hark.interpretation.time.TimeExpression.Window;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what an expression leaves of the recordings; those that it names by their titles too. */
final class Whens {
  private static final int MOST = 100;

  private final RecordingSource recordings;

  Whens(RecordingSource recordings) {
    this.recordings = recordings;
  }

  /**
   * The time that limits the recordings, and those that it leaves.
   *
   * @param only recordings that are named; all of that time when empty
   * @param missing the name of which no title has a word
   */
  record When(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> expression,
      boolean widened,
      List<RecordingId> only,
      Optional<String> missing) {
    When {
      only = List.copyOf(only);
    }

    static When of(Optional<Instant> from, Optional<Instant> to, Optional<String> expression) {
      return new When(from, to, expression, false, List.of(), Optional.empty());
    }

    private static When of(NamedRecordings named, List<Recording> these) {
      List<Instant> times =
          these.stream().flatMap(recording -> recording.label().recordedAt().stream()).toList();
      return new When(
          times.stream().min(Comparator.naturalOrder()),
          times.stream().max(Comparator.naturalOrder()).map(Whens::after),
          Optional.of(named.text()),
          false,
          these.stream().map(Recording::id).toList(),
          Optional.empty());
    }

    private static When none(NamedRecordings named) {
      return new When(
          Optional.empty(),
          Optional.empty(),
          Optional.of(named.text()),
          false,
          List.of(),
          Optional.of(String.join(" ", named.name())));
    }
  }

  /** Empty when it limits nothing here. */
  Optional<When> of(Asked asked, TimeExpression expression) {
    return switch (expression) {
      case Window window ->
          Optional.of(
              new When(
                  Optional.ofNullable(window.from()),
                  Optional.ofNullable(window.to()),
                  Optional.of(window.text()),
                  window.widened(),
                  List.of(),
                  Optional.empty()));
      case NamedRecordings named -> newest(asked, named);
      case RelativeToRecording relative -> relative(asked, relative);
    };
  }

  /** What nothing is called so is no limit, but for a name that nothing has. */
  private Optional<When> newest(Asked asked, NamedRecordings named) {
    List<Recording> called = titled(asked, named.title());
    List<Recording> newest =
        called.stream()
            .filter(recording -> recording.label().recordedAt().isPresent())
            .limit(named.count())
            .toList();
    if (!newest.isEmpty()) {
      return Optional.of(When.of(named, newest));
    }
    return called.isEmpty() && isMissing(asked, named)
        ? Optional.of(When.none(named))
        : Optional.empty();
  }

  /** Of a name no title has a word, and it is known who speaks: nobody of that name. */
  private boolean isMissing(Asked asked, NamedRecordings named) {
    return !named.name().isEmpty()
        && !asked.speakers().isEmpty()
        && SpeakerNames.in(named.text(), asked.speakers()).isEmpty()
        && named.name().stream().allMatch(word -> titled(asked, word).isEmpty());
  }

  private Optional<When> relative(Asked asked, RelativeToRecording relative) {
    Optional<String> expression = Optional.of(relative.text());
    return titled(asked, relative.title()).stream()
        .flatMap(recording -> recording.label().recordedAt().stream())
        .findFirst()
        .map(
            time ->
                switch (relative.relation()) {
                  case BEFORE -> When.of(Optional.empty(), Optional.of(time), expression);
                  case AFTER -> When.of(Optional.of(after(time)), Optional.empty(), expression);
                  case SINCE -> When.of(Optional.of(time), Optional.empty(), expression);
                });
  }

  private static Instant after(Instant time) {
    return time.plus(Duration.ofMillis(1));
  }

  /** Newest first, in scope. */
  private List<Recording> titled(Asked asked, String words) {
    return recordings.titled(asked.caller(), asked.owner(), asked.scope(), words, MOST);
  }
}
