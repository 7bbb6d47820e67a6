package dev.hark.search.index;

import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Lets one writer write, and every erasure know of it. An erasure writes its tombstone and then
 * looks for leases; a writer takes its lease and then looks for tombstones: whichever comes second
 * sees the other. For one thread at a time.
 */
final class WriterLease {
  /** How long an erasure waits for a writer that died. */
  static final Duration LENGTH = Duration.ofMinutes(5);

  /** What a write may take, all its attempts (three minutes) and a late effect of the last. */
  private static final Duration FOR_A_WRITE = Duration.ofMinutes(4);

  private final WriterLeases leases;
  private final Clock clock;
  private WriterLeases.Entry entry;

  WriterLease(WriterLeases leases, TranscriptIdentity identity, Clock clock) {
    this.leases = leases;
    this.clock = clock;
    this.entry = next(UUID.randomUUID().toString(), identity.tenant(), identity.key());
    leases.put(entry);
  }

  private WriterLeases.Entry next(String id, Tenant tenant, RecordingKey recording) {
    return new WriterLeases.Entry(id, tenant, recording, clock.instant().plus(LENGTH));
  }

  /**
   * Makes sure that there is time for a write. Whether the lease had to be renewed: then tombstones
   * have to be looked for again.
   */
  boolean renew() {
    Instant now = clock.instant();
    if (now.plus(FOR_A_WRITE).isBefore(entry.until())) {
      return false;
    }
    entry = next(entry.id(), entry.tenant(), entry.recording());
    leases.put(entry);
    return true;
  }

  /** What erasures see. */
  WriterLeases.Entry entry() {
    return entry;
  }

  /** Nothing will be written any more. */
  void release() {
    leases.remove(entry);
  }
}
