package dev.hark.search.query;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.WriterLeases;
import dev.hark.search.query.RecordingDirectory.Owned;
import java.time.Clock;

/**
 * Tells what there is of an end user. Who is unknown and who is not the viewer's costs the same.
 */
public final class FindEndUser {
  private final RecordingDirectory directory;
  private final Erasures erasures;
  private final WriterLeases leases;
  private final Clock clock;

  public FindEndUser(
      RecordingDirectory directory, Erasures erasures, WriterLeases leases, Clock clock) {
    this.directory = directory;
    this.erasures = erasures;
    this.leases = leases;
    this.clock = clock;
  }

  /** Nothing for one who is unknown, erased or not the viewer's. */
  public Owned find(Viewer viewer, EndUserId endUser) {
    Tenant tenant = new Tenant(viewer.project(), endUser);
    Owned owned = directory.owned(viewer, endUser);
    if (owned.recordings() == 0) {
      boolean written = leases.anyOf(tenant, clock.instant()) && viewer.sees(endUser);
      // Once more: its writer may have ended between the two looks.
      owned = directory.owned(viewer, endUser);
      owned = new Owned(owned.recordings(), owned.since(), written && owned.recordings() == 0);
    }
    return erasures.contains(tenant) ? Owned.NOTHING : owned;
  }
}
