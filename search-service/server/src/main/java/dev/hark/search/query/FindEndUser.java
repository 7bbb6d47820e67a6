package dev.hark.search.query;

import dev.hark.search.index.EndUserId;
import dev.hark.search.index.Erasures;
import dev.hark.search.index.Tenant;
import dev.hark.search.index.Viewer;

/**
 * Tells what there is of an end user. Who is unknown and who is not the viewer's costs the same.
 */
public final class FindEndUser {
  private final RecordingDirectory directory;
  private final Erasures erasures;

  public FindEndUser(RecordingDirectory directory, Erasures erasures) {
    this.directory = directory;
    this.erasures = erasures;
  }

  /** Nothing for one who is unknown, erased or not the viewer's. */
  public Owned find(Viewer viewer, EndUserId endUser) {
    Owned owned = directory.owned(viewer, endUser);
    return erasures.contains(new Tenant(viewer.project(), endUser)) ? Owned.NOTHING : owned;
  }
}
