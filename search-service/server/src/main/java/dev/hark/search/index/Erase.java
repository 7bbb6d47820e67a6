package dev.hark.search.index;

import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Removes recordings and end users for good. Tombstones are written before anything is removed, so
 * that nothing is found from the first moment on and nothing that is still on its way comes back.
 * Every call may be repeated, and goes on where one before it was broken off. When it returns, no
 * chunk is left, and none comes any more unless it says that there are writers left. Those are
 * looked for after the tombstone is there, so that none begins unseen, and before anything is
 * removed, so that nothing stays of one that has ended.
 */
public final class Erase {
  private final RecordingCatalog catalog;
  private final Erasures erasures;
  private final ChunkIndex chunks;
  private final WriterLeases leases;
  private final Clock clock;

  public Erase(
      RecordingCatalog catalog,
      Erasures erasures,
      ChunkIndex chunks,
      WriterLeases leases,
      Clock clock) {
    this.catalog = catalog;
    this.erasures = erasures;
    this.chunks = chunks;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * What a call removed.
   *
   * @param writersLeft whether chunks may still come, which are never found: then the call is to be
   *     repeated until none may
   */
  public record Removed(long recordings, long chunks, boolean writersLeft) {}

  /** Removes a recording, also one that nothing was ever heard of. */
  public Removed recording(RecordingKey key, Instant at) {
    long recordings = catalog.putTombstone(key, at) ? 1 : 0;
    boolean writersLeft = leases.anyOf(key, clock.instant());
    return new Removed(recordings, chunks.remove(new ObsoleteChunks.OfRecording(key)), writersLeft);
  }

  /** Removes an end user with all their recordings. */
  public Removed endUser(Tenant tenant, Instant at) {
    erasures.add(tenant, at);
    boolean writersLeft = leases.anyOf(tenant, clock.instant());
    long recordings = 0;
    List<RecordingKey> owned = catalog.ownedBy(tenant);
    while (!owned.isEmpty()) {
      catalog.putTombstone(owned, at);
      recordings += owned.size();
      owned = catalog.ownedBy(tenant);
    }
    long removed = chunks.remove(new ObsoleteChunks.OfEndUser(tenant));
    return new Removed(recordings, removed, writersLeft);
  }

  /**
   * The end users who were erased; an entry is final. What {@link #add} wrote, {@link #contains}
   * sees at once, everywhere.
   */
  public interface Erasures {
    /** Notes that an end user is erased. Doing it again changes nothing. */
    void add(Tenant tenant, Instant at);

    boolean contains(Tenant tenant);

    /** Those of them who are erased, in the same way. */
    Set<Tenant> among(Set<Tenant> tenants);
  }
}
