package dev.hark.search.query;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.WriterLeases;
import dev.hark.search.query.RecordingDirectory.Owned;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what there is of end users. Who is unknown and who is not the viewer's costs the same, and
 * many cost as many calls as one.
 */
public final class FindEndUsers {
  private final RecordingDirectory directory;
  private final Erasures erasures;
  private final WriterLeases leases;
  private final Clock clock;

  public FindEndUsers(
      RecordingDirectory directory, Erasures erasures, WriterLeases leases, Clock clock) {
    this.directory = directory;
    this.erasures = erasures;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * In the order in which they are asked for; without those who are unknown, erased or not the
   * viewer's.
   */
  public Map<EndUserId, Owned> find(Viewer viewer, Collection<EndUserId> endUsers) {
    Set<EndUserId> asked = new LinkedHashSet<>(endUsers);
    Map<EndUserId, Owned> owned = new LinkedHashMap<>(directory.owned(viewer, asked));
    Set<EndUserId> without =
        asked.stream()
            .filter(endUser -> !owned.containsKey(endUser))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!without.isEmpty()) {
      Set<Tenant> written = leases.among(tenants(viewer, without), clock.instant());
      // Once more: a writer may have ended between the two looks.
      owned.putAll(directory.owned(viewer, without));
      without.stream()
          .filter(endUser -> viewer.sees(endUser) && written.contains(tenant(viewer, endUser)))
          .forEach(endUser -> owned.putIfAbsent(endUser, Owned.FIRST_BEING_WRITTEN));
    }
    Set<Tenant> erased = erasures.among(tenants(viewer, asked));
    Map<EndUserId, Owned> found = new LinkedHashMap<>();
    for (EndUserId endUser : asked) {
      if (owned.containsKey(endUser) && !erased.contains(tenant(viewer, endUser))) {
        found.put(endUser, owned.get(endUser));
      }
    }
    return found;
  }

  private static Tenant tenant(Viewer viewer, EndUserId endUser) {
    return new Tenant(viewer.project(), endUser);
  }

  private static Set<Tenant> tenants(Viewer viewer, Set<EndUserId> endUsers) {
    return endUsers.stream()
        .map(endUser -> tenant(viewer, endUser))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
