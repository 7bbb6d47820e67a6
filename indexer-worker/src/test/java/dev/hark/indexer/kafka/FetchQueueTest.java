package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class FetchQueueTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
  private static final TopicPartition ONE = new TopicPartition("fetch", 0);
  private static final TopicPartition OTHER = new TopicPartition("fetch", 1);

  private final FetchQueue queue = new FetchQueue(4, 2, 100);
  private long offset;

  private Fetch add(String project, TopicPartition partition, int bytes, int dueInSeconds) {
    Fetch fetch =
        new Fetch(partition, offset++, bytes, project, NOW, NOW.plusSeconds(dueInSeconds));
    queue.add(fetch);
    return fetch;
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
    Fetch good = add("good", ONE, 1, 0);
    assertEquals(List.of("bad", "bad", "good"), startAll());
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
    Fetch first = add("p", ONE, 1, -5);
    Fetch second = add("q", ONE, 1, -4);
    assertEquals(Optional.of(first), queue.next(NOW));
    assertEquals(Optional.of(second), queue.next(NOW));
    assertEquals(Optional.empty(), queue.next(NOW));
    assertTrue(queue.next(NOW.plusSeconds(1)).isPresent());
  }

  @Test
  void oneThatIsLargeRunsWithoutOthersButRuns() {
    Fetch large = add("p", ONE, 1_000, -1);
    add("q", ONE, 1, 0);
    assertEquals(Optional.of(large), queue.next(NOW));
    assertEquals(Optional.empty(), queue.next(NOW));
    queue.ended(large);
    assertEquals(List.of("q"), startAll());
  }

  @Test
  void abandonsWhatIsOfGivenPartitions() {
    Fetch waiting = add("p", ONE, 1, 10);
    Fetch running = add("p", ONE, 1, 0);
    Fetch kept = add("p", OTHER, 1, 5);
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
    Fetch fetch = new Fetch(ONE, 0, 1, "p", NOW.minusSeconds(1_800), NOW);
    assertFalse(fetch.isOver(NOW, limit), "it waited for half an hour, but not for its server");
    assertFalse(fetch.isOver(NOW.plus(limit).minusMillis(1), limit));
    assertTrue(fetch.isOver(NOW.plus(limit), limit));
  }

  @Test
  void restartsDoNotStretchThatForEver() {
    Duration limit = Duration.ofMinutes(15);
    Fetch fetch = new Fetch(ONE, 0, 1, "p", NOW.minusSeconds(3_600), NOW);
    assertFalse(fetch.isOver(NOW, limit));
    assertFalse(fetch.isOver(NOW.plusSeconds(89), limit));
    assertTrue(fetch.isOver(NOW.plusSeconds(90), limit));
  }
}
