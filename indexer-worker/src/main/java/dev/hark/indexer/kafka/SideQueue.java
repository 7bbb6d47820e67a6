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
 * Which event of a side topic is next: projects take turns, as far as they have a place left, each
 * with the one that has been due for longest. Not thread-safe.
 */
final class SideQueue {
  private final int places;
  private final int placesPerProject;
  private final long room;
  private final Map<String, Project> projects = new HashMap<>();
  private final Set<SideEvent> running = new HashSet<>();
  private long turns;

  /** What one project has. */
  private static final class Project {
    private final PriorityQueue<SideEvent> waiting =
        new PriorityQueue<>(Comparator.comparing(SideEvent::due));
    private int running;
    private long lastTurn;

    private SideEvent first() {
      return waiting.element();
    }
  }

  /**
   * @param room for the values of the large events in work, in bytes; one is always let in
   */
  SideQueue(int places, int placesPerProject, long room) {
    this.places = places;
    this.placesPerProject = placesPerProject;
    this.room = room;
  }

  void add(SideEvent event) {
    project(event).waiting.add(event);
  }

  /** Takes one that is due and has a place, which it keeps until it has {@link #ended}. */
  Optional<SideEvent> next(Instant now) {
    if (running.size() >= places) {
      return Optional.empty();
    }
    Optional<Project> next =
        projects.values().stream()
            .filter(project -> project.running < placesPerProject)
            .filter(project -> project.waiting.peek() != null)
            .filter(project -> isReady(project.first(), now))
            .min(
                Comparator.comparingLong((Project project) -> project.lastTurn)
                    .thenComparing(project -> project.first().due()));
    return next.map(this::takeFrom);
  }

  private boolean isReady(SideEvent event, Instant now) {
    return !event.due().isAfter(now) && hasRoomFor(event);
  }

  private SideEvent takeFrom(Project project) {
    SideEvent event = project.waiting.remove();
    project.lastTurn = ++turns;
    project.running++;
    running.add(event);
    return event;
  }

  private Project project(SideEvent event) {
    return projects.computeIfAbsent(event.project(), name -> new Project());
  }

  /** Small ones need none: there are only so many places. */
  private boolean hasRoomFor(SideEvent event) {
    long taken = running.stream().filter(SideQueue::isLarge).mapToLong(SideEvent::bytes).sum();
    return !isLarge(event) || taken == 0 || taken + event.bytes() <= room;
  }

  private static boolean isLarge(SideEvent event) {
    return event.bytes() > WorkBudget.LARGE;
  }

  void ended(SideEvent event) {
    running.remove(event);
    project(event).running--;
    removeEmpty();
  }

  /** Waiting and running. */
  int size() {
    return running.size()
        + projects.values().stream().mapToInt(project -> project.waiting.size()).sum();
  }

  boolean runsAnyOf(Collection<TopicPartition> partitions) {
    return running.stream().anyMatch(event -> partitions.contains(event.partition()));
  }

  /** Gives everything up that belongs to these partitions; what runs keeps its place to its end. */
  void abandon(Collection<TopicPartition> partitions) {
    Stream.concat(
            running.stream(), projects.values().stream().flatMap(each -> each.waiting.stream()))
        .filter(event -> partitions.contains(event.partition()))
        .forEach(SideEvent::abandon);
    projects.values().forEach(project -> project.waiting.removeIf(SideEvent::isAbandoned));
    removeEmpty();
  }

  private void removeEmpty() {
    projects.values().removeIf(project -> project.running == 0 && project.waiting.isEmpty());
  }
}
