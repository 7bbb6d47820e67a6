package dev.hark.search.index;

import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingCatalog.Written;
import java.time.Instant;
import java.util.Optional;

/** Puts a tombstone in the place of a recording's state, whatever is going on around it. */
final class Burial {
  private final RecordingCatalog catalog;

  Burial(RecordingCatalog catalog) {
    this.catalog = catalog;
  }

  /** What lay there before. */
  enum Found {
    A_RECORDING,
    /** Nothing that could be seen, or a tombstone. */
    NOTHING
  }

  Found bury(RecordingKey key, Instant at) {
    return new Contention("bury " + key.value()).until(() -> tryToBury(key, at));
  }

  private Optional<Found> tryToBury(RecordingKey key, Instant at) {
    Optional<Held> held = catalog.find(key);
    RecordingState tombstone = RecordingState.tombstone(key, at);
    if (held.isEmpty()) {
      return done(catalog.create(tombstone), Found.NOTHING);
    }
    if (held.get().state().deleted()) {
      return Optional.of(Found.NOTHING);
    }
    return done(catalog.replace(tombstone, held.get()), Found.A_RECORDING);
  }

  private static Optional<Found> done(Written written, Found found) {
    return switch (written) {
      case DONE -> Optional.of(found);
      case CONFLICT -> Optional.empty();
    };
  }
}
