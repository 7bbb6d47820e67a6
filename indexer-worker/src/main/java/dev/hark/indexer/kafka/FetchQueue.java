package dev.hark.indexer.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Which fetch is next: the one that has been due for longest, of the projects that have a place
 * left. Not thread-safe.
 */
final class FetchQueue {
  private final int places;
  private final int placesPerProject;
  private final long room;
  private final Map<String, Project> projects = new HashMap<>();
  private final Set<Fetch> running = new HashSet<>();

  /** What one project has. */
  private static final class Project {
    private final PriorityQueue<Fetch> waiting =
        new PriorityQueue<>(Comparator.comparing(Fetch::due));
    private int running;
  }

  /**
   * @param room for the values of the events in work, in bytes; one is always let in
   */
  FetchQueue(int places, int placesPerProject, long room) {
    this.places = places;
    this.placesPerProject = placesPerProject;
    this.room = room;
  }

  void add(Fetch fetch) {
    project(fetch).waiting.add(fetch);
  }

  /** Takes one that is due and has a place, which it keeps until it has {@link #ended}. */
  Optional<Fetch> next(Instant now) {
    if (running.size() >= places) {
      return Optional.empty();
    }
    Optional<Fetch> next =
        projects.values().stream()
            .filter(project -> project.running < placesPerProject)
            .flatMap(project -> Stream.ofNullable(project.waiting.peek()))
            .filter(fetch -> !fetch.due().isAfter(now) && hasRoomFor(fetch))
            .min(Comparator.comparing(Fetch::due));
    next.ifPresent(
        fetch -> {
          Project project = project(fetch);
          project.waiting.remove(fetch);
          project.running++;
          running.add(fetch);
        });
    return next;
  }

  private Project project(Fetch fetch) {
    return projects.computeIfAbsent(fetch.project(), name -> new Project());
  }

  private boolean hasRoomFor(Fetch fetch) {
    long taken = running.stream().mapToLong(Fetch::bytes).sum();
    return running.isEmpty() || taken + fetch.bytes() <= room;
  }

  void ended(Fetch fetch) {
    running.remove(fetch);
    project(fetch).running--;
    removeEmpty();
  }

  /** Waiting and running. */
  int size() {
    return running.size()
        + projects.values().stream().mapToInt(project -> project.waiting.size()).sum();
  }

  boolean runsAnyOf(Collection<TopicPartition> partitions) {
    return running.stream().anyMatch(fetch -> partitions.contains(fetch.partition()));
  }

  /** Gives everything up that belongs to these partitions; what runs keeps its place to its end. */
  void abandon(Collection<TopicPartition> partitions) {
    Stream.concat(
            running.stream(), projects.values().stream().flatMap(each -> each.waiting.stream()))
        .filter(fetch -> partitions.contains(fetch.partition()))
        .forEach(Fetch::abandon);
    projects.values().forEach(project -> project.waiting.removeIf(Fetch::isAbandoned));
    removeEmpty();
  }

  private void removeEmpty() {
    projects.values().removeIf(project -> project.running == 0 && project.waiting.isEmpty());
  }
}
