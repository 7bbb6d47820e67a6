package dev.hark.stack.ingest;

import dev.hark.stack.ingest.Event.RecordingKey;
import dev.hark.stack.ingest.Event.Source;
import dev.hark.stack.ingest.Event.Subject;
import dev.hark.stack.ingest.SearchableCheck.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The transcriptions that are waited for: of each recording the one that was completed last, none
 * when the recording was deleted among the same events. Thread-safe.
 */
final class Searchables {
  private record Waited(Source source, Subject subject) {}

  private final Map<RecordingKey, Waited> waited = new LinkedHashMap<>();

  synchronized void published(Event event) {
    event.subject().ifPresent(s -> keep(new Waited(event.source(), s)));
  }

  private void keep(Waited next) {
    waited.merge(next.subject().recording(), next, Searchables::last);
  }

  private static Waited last(Waited before, Waited next) {
    return switch (before.subject()) {
      case Subject.Deleted deleted -> before;
      case Subject.Transcribed earlier ->
          switch (next.subject()) {
            case Subject.Deleted deleted -> next;
            case Subject.Transcribed later -> later.at().isBefore(earlier.at()) ? before : next;
          };
    };
  }

  /** How many there are. */
  synchronized int count() {
    waited.values().removeIf(w -> w.subject() instanceof Subject.Deleted);
    return waited.size();
  }

  /**
   * Blocks until each is decided or the time is over, and returns what did not become searchable.
   */
  synchronized List<Failure> await(SearchableCheck check, Duration limit, IntConsumer decided)
      throws InterruptedException {
    int all = count();
    Instant end = Instant.now().plus(limit);
    Map<Source, Failure> failures = new LinkedHashMap<>();
    while (true) {
      Map<Source, Failure> open = new LinkedHashMap<>();
      waited.values().removeIf(w -> isDecided(w, check, failures, open));
      decided.accept(all - waited.size());
      if (waited.isEmpty() || Instant.now().isAfter(end)) {
        failures.putAll(open);
        return List.copyOf(failures.values());
      }
      // search-service can only be asked, and indexing takes longer than this.
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private static boolean isDecided(
      Waited one, SearchableCheck check, Map<Source, Failure> failures, Map<Source, Failure> open) {
    if (!(one.subject() instanceof Subject.Transcribed transcribed)) {
      return true;
    }
    return switch (check.ask(transcribed)) {
      case Answer.Searchable searchable -> true;
      case Answer.Failed(String reason) -> {
        failures.put(one.source(), new Failure(one.source(), reason));
        yield true;
      }
      case Answer.Pending(String reason) -> {
        open.put(one.source(), new Failure(one.source(), "not searchable in time: " + reason));
        yield false;
      }
    };
  }
}
