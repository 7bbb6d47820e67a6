package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class SideQueueTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
  private static final TopicPartition ONE = new TopicPartition("side", 0);
  private static final TopicPartition OTHER = new TopicPartition("side", 1);

  private final SideQueue queue = new SideQueue(4, 2, 10L * MEBIBYTE);
  private long offset;

  private SideEvent add(String project, TopicPartition partition, int bytes, int dueInSeconds) {
    SideEvent event =
        new SideEvent(partition, offset++, bytes, project, NOW, NOW.plusSeconds(dueInSeconds));
    queue.add(event);
    return event;
  }

  private List<String> startAll() {
    return Stream.generate(() -> queue.next(NOW))
        .takeWhile(Optional::isPresent)
        .map(next -> next.orElseThrow().project())
        .toList();
  }

  @Test
  void oneProjectTakesItsPlacesAndNoOthers() {
    for (int i = 0; i < 50; i++) {
      add("bad", ONE, 1, -1);
    }
    SideEvent good = add("good", ONE, 1, 0);
    assertEquals(List.of("bad", "good", "bad"), startAll());
    add("third", ONE, 1, 0);
    add("fourth", ONE, 1, 0);
    assertEquals(1, startAll().size(), "four places in all");
    queue.ended(good);
    assertEquals(1, startAll().size());
    assertEquals(52, queue.size());
  }

  @Test
  void whatIsDueForLongestIsNextAndNothingBeforeItsTime() {
    add("p", ONE, 1, 1);
    SideEvent first = add("p", ONE, 1, -5);
    SideEvent second = add("q", ONE, 1, -4);
    assertEquals(Optional.of(first), queue.next(NOW));
    assertEquals(Optional.of(second), queue.next(NOW));
    assertEquals(Optional.empty(), queue.next(NOW));
    assertTrue(queue.next(NOW.plusSeconds(1)).isPresent());
  }

  @Test
  void projectsTakeTurns() {
    for (int i = 0; i < 20; i++) {
      add("old", ONE, 1, -100);
      add("older", ONE, 1, -200);
    }
    add("new", ONE, 1, 0);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      SideEvent next = queue.next(NOW).orElseThrow();
      order.add(next.project());
      queue.ended(next);
    }
    assertEquals(List.of("older", "old", "new", "older", "old", "older"), order);
  }

  @Test
  void oneThatIsLargeRunsWithoutOtherLargeOnesButRuns() {
    SideEvent large = add("p", ONE, 50 * MEBIBYTE, -1);
    add("q", ONE, 2 * MEBIBYTE, 0);
    add("r", ONE, MEBIBYTE, 0);
    assertEquals(List.of("p", "r"), startAll());
    queue.ended(large);
    assertEquals(List.of("q"), startAll());
  }

  @Test
  void abandonsWhatIsOfGivenPartitions() {
    SideEvent waiting = add("p", ONE, 1, 10);
    SideEvent running = add("p", ONE, 1, 0);
    SideEvent kept = add("p", OTHER, 1, 5);
    assertEquals(Optional.of(running), queue.next(NOW));
    assertTrue(queue.runsAnyOf(List.of(ONE)));
    queue.abandon(List.of(ONE));
    assertTrue(waiting.isAbandoned() && running.isAbandoned() && !kept.isAbandoned());
    assertEquals(2, queue.size(), "what runs keeps its place");
    queue.ended(running);
    assertFalse(queue.runsAnyOf(List.of(ONE)));
    assertEquals(1, queue.size());
  }

  @Test
  void aServerHasItsTimeFromTheFirstAttempt() {
    Duration limit = Duration.ofMinutes(15);
    SideEvent event = new SideEvent(ONE, 0, 1, "p", NOW.minusSeconds(1_800), NOW);
    assertFalse(event.isOver(NOW, limit), "it waited for half an hour, but not for its server");
    assertFalse(event.isOver(NOW.plus(limit).minusMillis(1), limit));
    assertTrue(event.isOver(NOW.plus(limit), limit));
  }

  @Test
  void restartsDoNotStretchThatForEver() {
    Duration limit = Duration.ofMinutes(15);
    SideEvent event = new SideEvent(ONE, 0, 1, "p", NOW.minusSeconds(3_600), NOW);
    assertFalse(event.isOver(NOW, limit));
    assertFalse(event.isOver(NOW.plusSeconds(89), limit));
    assertTrue(event.isOver(NOW.plusSeconds(90), limit));
  }
}
