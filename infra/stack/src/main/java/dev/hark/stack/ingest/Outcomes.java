package dev.hark.stack.ingest;

import dev.hark.stack.deadletter.DeadLetter;
import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.ingest.Event.RecordingKey;
import dev.hark.stack.ingest.Event.Source;
import dev.hark.stack.ingest.Event.Subject;
import dev.hark.stack.ingest.SearchableCheck.Answer;
import dev.hark.stack.installation.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What becomes of published events: of each recording the transcription that was completed last
 * must become searchable, none when the recording was deleted among the same events; of all others
 * the indexer must have done what they say. Thread-safe.
 */
final class Outcomes {
  /** What the indexer has done. */
  interface Indexer {
    /**
     * Looks what there is to know now.
     *
     * @param newLetters takes the dead letters that have come since the last look
     * @throws UserException when the broker does not say all of it; the next look goes on there
     */
    void look(Consumer<DeadLetter> newLetters) throws InterruptedException;

    /** Whether everything came of the event that it ever will, as of the last look. */
    boolean isDone(Place event);
  }

  private final Map<Place, Event> open = new LinkedHashMap<>();
  private final Map<RecordingKey, Place> last = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<Place, String> reasons = new HashMap<>();

  synchronized void published(Event event, Place place) {
    open.put(place, event);
    event.subject().ifPresent(subject -> last.merge(subject.recording(), place, this::later));
  }

  private Place later(Place before, Place next) {
    if (subject(before) instanceof Subject.Transcribed earlier
        && subject(next) instanceof Subject.Transcribed later) {
      return later.at().isBefore(earlier.at()) ? before : next;
    }
    return subject(before) instanceof Subject.Deleted ? before : next;
  }

  private Subject subject(Place place) {
    Event event = open.get(place);
    return Optional.ofNullable(event).flatMap(Event::subject).orElseThrow();
  }

  /** How many are not decided. */
  synchronized int count() {
    return open.size();
  }

  /** Blocks until each is decided or the time is over, and returns what did not come off. */
  synchronized List<Failure> await(
      Indexer indexer, SearchableCheck check, Duration limit, IntConsumer decided)
      throws InterruptedException {
    int all = open.size();
    Instant end = Instant.now().plus(limit);
    while (true) {
      Optional<String> noAnswer = look(indexer);
      open.entrySet().removeIf(each -> isDecided(each.getKey(), each.getValue(), indexer, check));
      decided.accept(all - open.size());
      if (open.isEmpty() || Instant.now().isAfter(end)) {
        open.forEach(
            (place, event) ->
                add(event, "not in time: " + noAnswer.orElse(String.valueOf(reasons.get(place)))));
        return List.copyOf(failures);
      }
      // Neither search-service nor the broker tells by itself; indexing takes longer than this.
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  /** Why nothing is known, if so: a broker that is silent now may answer in time. */
  private Optional<String> look(Indexer indexer) throws InterruptedException {
    try {
      indexer.look(this::fail);
      return Optional.empty();
    } catch (UserException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void fail(DeadLetter letter) {
    letter
        .source()
        .flatMap(source -> Optional.ofNullable(open.remove(source)))
        .ifPresent(
            event ->
                add(
                    event,
                    "dead letter %s: %s: %s"
                        .formatted(letter.id(), letter.code(), letter.reason())));
  }

  private void add(Event event, String reason) {
    failures.add(new Failure(event.source(), reason));
  }

  private boolean isDecided(Place place, Event event, Indexer indexer, SearchableCheck check) {
    boolean isDone = indexer.isDone(place);
    if (event.subject().orElse(null) instanceof Subject.Transcribed transcribed
        && place.equals(last.get(transcribed.recording()))) {
      return isDecided(place, event, isDone, check.ask(transcribed));
    }
    reasons.put(place, "the indexer has not come to it");
    return isDone;
  }

  /** What is not searchable when the indexer has done with it never will be. */
  private boolean isDecided(Place place, Event event, boolean isDone, Answer answer) {
    return switch (answer) {
      case Answer.Searchable _ -> true;
      case Answer.NotSearchable(String reason) -> {
        reasons.put(place, "not searchable: " + reason);
        if (isDone) {
          add(event, "not searchable: " + reason);
        }
        yield isDone;
      }
      case Answer.NoAnswer(String reason) -> {
        reasons.put(place, reason);
        yield false;
      }
    };
  }

  /** A line that did not get where it should, and why. */
  record Failure(Source source, String reason) {
    static final Comparator<Failure> IN_ORDER =
        Comparator.<Failure, String>comparing(failure -> failure.source().file())
            .thenComparingLong(failure -> failure.source().line());

    @Override
    public String toString() {
      return source + ": " + reason;
    }
  }
}
