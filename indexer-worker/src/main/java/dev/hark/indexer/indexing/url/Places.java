package dev.hark.indexer.indexing.url;

import dev.hark.runtime.id.Ids.ProjectId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Room for large transcripts in memory, in the order of asking. No project has more than half of
 * it, so that its slow servers leave the others some. Safe for many threads.
 */
final class Places {
  private final int most;
  private final int mostOfProject;

  /** Those that have come and not left, so that none is taken for somebody who is gone. */
  private final Set<Place> wanted = new HashSet<>();

  private final Set<Place> waiting = new LinkedHashSet<>();
  private final Set<Place> taken = new HashSet<>();

  Places(int most) {
    this.most = most;
    this.mostOfProject = Math.max(1, most / 2);
  }

  /** Holds nothing before it is taken; to be left in any case. */
  synchronized Place of(ProjectId project) {
    Place place = new Place(this, project);
    wanted.add(place);
    return place;
  }

  synchronized boolean tryTake(Place place) {
    if (taken.contains(place)) {
      return true;
    }
    if (!wanted.contains(place) || next().isPresent() || !isFreeFor(place)) {
      return false;
    }
    return taken.add(place);
  }

  synchronized void take(Place place) throws InterruptedException {
    waiting.add(place);
    try {
      while (next().filter(place::equals).isEmpty()) {
        wait();
      }
      taken.add(place);
    } finally {
      waiting.remove(place);
      notifyAll();
    }
  }

  synchronized void leave(Place place) {
    wanted.remove(place);
    taken.remove(place);
    notifyAll();
  }

  private Optional<Place> next() {
    return waiting.stream().filter(this::isFreeFor).findFirst();
  }

  private boolean isFreeFor(Place place) {
    return taken.size() < most
        && taken.stream().filter(other -> other.project().equals(place.project())).count()
            < mostOfProject;
  }
}
