package dev.hark.search.index;

import java.time.Instant;
import java.util.List;

/**
 * Removes recordings and end users for good. Tombstones are written before anything is removed, so
 * that nothing is found from the first moment on and nothing that is still on its way comes back.
 * Every call may be repeated, and goes on where one before it was broken off; when it returns, no
 * chunk is left.
 */
public final class Erase {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final ChunkIndex chunks;
  private final Burial burial;

  public Erase(RecordingCatalog catalog, Erasures erasures, ChunkIndex chunks) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.chunks = chunks;
    this.burial = new Burial(catalog);
  }

  /** What a call removed. */
  public record Removed(long recordings, long chunks) {}

  /** Removes a recording, also one that nothing was ever heard of. */
  public Removed recording(RecordingKey key, Instant at) {
    long recordings = count(burial.bury(key, at));
    return new Removed(recordings, chunks.remove(new Leftovers.OfRecording(key)));
  }

  /** Removes an end user with all their recordings. */
  public Removed endUser(Tenant tenant, Instant at) {
    erasures.add(tenant, at);
    long recordings = 0;
    List<RecordingKey> owned = catalog.ownedBy(tenant);
    while (!owned.isEmpty()) {
      catalog.bury(owned, at);
      recordings += owned.size();
      owned = catalog.ownedBy(tenant);
    }
    return new Removed(recordings, chunks.remove(new Leftovers.OfEndUser(tenant)));
  }

  private static long count(Burial.Found found) {
    return found == Burial.Found.A_RECORDING ? 1 : 0;
  }
}
