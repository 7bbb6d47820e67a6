package dev.hark.search.index;

import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingCatalog.Visibility;
import dev.hark.search.index.RecordingCatalog.Written;
import java.time.Instant;
import java.util.Optional;

/** Puts a tombstone in the place of a recording's state, whatever is going on around it. */
final class Burial {
  private final RecordingCatalog catalog;

  Burial(RecordingCatalog catalog) {
    this.catalog = catalog;
  }

  void bury(RecordingKey key, Instant at, Visibility visibility) {
    new Contention("bury " + key.value()).until(() -> tryToBury(key, at, visibility));
  }

  private Optional<Written> tryToBury(RecordingKey key, Instant at, Visibility visibility) {
    Optional<Held> held = catalog.find(key);
    RecordingState tombstone = RecordingState.tombstone(key, at);
    if (held.isEmpty()) {
      return done(catalog.create(tombstone, visibility));
    }
    if (held.get().state().deleted()) {
      return Optional.of(Written.DONE);
    }
    return done(catalog.replace(tombstone, held.get(), visibility));
  }

  private static Optional<Written> done(Written written) {
    return switch (written) {
      case DONE -> Optional.of(written);
      case CONFLICT -> Optional.empty();
    };
  }
}
