package dev.hark.indexer.indexing.url;

import dev.hark.runtime.id.Ids.ProjectId;

/** Room for one large transcript in memory, if it is taken. Safe for many threads. */
final class Place {
  private final Places places;
  private final ProjectId project;

  Place(Places places, ProjectId project) {
    this.places = places;
    this.project = project;
  }

  ProjectId project() {
    return project;
  }

  /** Takes it unless others come first; true when it is taken, now or before. */
  boolean tryTake() {
    return places.tryTake(this);
  }

  /** Waits until there is one. */
  void take() throws InterruptedException {
    places.take(this);
  }

  /** Gives it back, if it was taken. It cannot be taken after that. */
  void leave() {
    places.leave(this);
  }
}
