package dev.hark.search.index;

import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingCatalog.Written;
import java.util.Optional;

/**
 * Applies what an event says to a recording's state by compare-and-set. An erased end user is
 * looked up before the write and again after it, so that an erasure at the same time wins.
 */
final class RecordingChanges {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final ChunkIndex chunks;
  private final Burial burial;

  RecordingChanges(RecordingCatalog catalog, Erasures erasures, ChunkIndex chunks) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.chunks = chunks;
    this.burial = new Burial(catalog);
  }

  /** What came of a change; the state is the one that now holds. */
  sealed interface Outcome {
    record Changed(RecordingState state) implements Outcome {}

    record Unchanged(RecordingState state) implements Outcome {}

    record Deleted() implements Outcome {}

    record ForeignOwner() implements Outcome {}
  }

  Outcome apply(RecordingKey key, Change change) {
    return new Contention("change " + key.value()).until(() -> tryToApply(key, change));
  }

  private Optional<Outcome> tryToApply(RecordingKey key, Change change) {
    Optional<Held> held = catalog.find(key);
    RecordingState state =
        held.map(Held::state).orElseGet(() -> RecordingState.unknown(key, change.stamp()));
    if (state.deleted()) {
      return Optional.of(new Outcome.Deleted());
    }
    if (state.contradicts(change)) {
      return Optional.of(new Outcome.ForeignOwner());
    }
    RecordingState next = state.after(change);
    if (ownerErased(next)) {
      return Optional.of(remove(key, change));
    }
    if (held.isPresent() && next.equals(state)) {
      return Optional.of(new Outcome.Unchanged(state));
    }
    return switch (write(next, held)) {
      case CONFLICT -> Optional.empty();
      case DONE -> Optional.of(ownerErased(next) ? remove(key, change) : new Outcome.Changed(next));
    };
  }

  private Written write(RecordingState next, Optional<Held> held) {
    return held.map(there -> catalog.replace(next, there)).orElseGet(() -> catalog.create(next));
  }

  private boolean ownerErased(RecordingState state) {
    return state.tenant().map(erasures::contains).orElse(false);
  }

  private Outcome remove(RecordingKey key, Change change) {
    burial.bury(key, change.stamp().at());
    chunks.remove(new Leftovers.OfRecording(key));
    return new Outcome.Deleted();
  }
}
