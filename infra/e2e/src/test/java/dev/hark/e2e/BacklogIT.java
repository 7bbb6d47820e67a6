package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Faults N2: one project sends very many recordings and a very long one, and another's new one is
 * searchable soon all the same. As large as the promise with {@code -Dbacklog.recordings=5000
 * -Dbacklog.segments=100000}; the build's own backlog is smaller.
 */
@Isolated("what it measures is for a machine of its own")
final class BacklogIT {
  private static final int RECORDINGS = Integer.getInteger("backlog.recordings", 500);
  private static final int SEGMENTS = Integer.getInteger("backlog.segments", 4_000);
  private static final Duration SOON = Duration.ofSeconds(15);

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(77);
  private final Owner busy = Owner.random(random);
  private final EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events");

  @AfterEach
  void close() {
    topic.close();
  }

  private Event recording(Owner owner, int segments, String word) {
    List<Event.Turn> turns =
        IntStream.range(0, segments)
            .mapToObj(
                i ->
                    new Event.Turn(
                        i * 4_000L,
                        i * 4_000L + 3_500,
                        "Ada",
                        "Point %d of %s is what we have to talk about.".formatted(i, word)))
            .toList();
    return Event.completed(
        owner, Ids.random("rec_", random), Ids.random("txn_", random), Instant.now(), turns);
  }

  @Test
  void aSmallNewRecordingIsSearchableSoonBehindTheBacklogOfAnotherProject() throws Exception {
    Owner owner = Owner.random(random);
    Gateway gateway = hark.gatewayOf(owner.projectId());
    Gateway busyGateway = hark.gatewayOf(busy.projectId());
    topic.publish(recording(busy, SEGMENTS, "the long meeting"));
    for (int i = 0; i < RECORDINGS; i++) {
      topic.publish(recording(busy, 5, "meeting " + i));
    }
    topic.flush();
    // On every partition one, as nobody chooses on which a recording is.
    for (int i = 0; i < 3; i++) {
      String word = Ids.random("canary", random);
      topic.publish(recording(owner, 5, word));
      topic.flush();
      long sent = System.nanoTime();
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(100))
          // A search that was refused while the machine is full is not one that finds nothing.
          .ignoreException(IllegalStateException.class)
          .until(() -> gateway.search(owner.endUserId(), word, 1).size() == 1);
      System.out.printf(
          "FIGURE behind %d recordings and one of %d segments: searchable after %d ms%n",
          RECORDINGS, SEGMENTS, Duration.ofNanos(System.nanoTime() - sent).toMillis());
    }
    assertTrue(bulkLag() > 0, "a backlog that was over too early shows nothing");
    // What is left of it would slow the tests that follow.
    String erasure = busyGateway.erasing("/v1/end-users/" + busy.endUserId());
    await()
        .atMost(Duration.ofMinutes(10))
        .until(() -> topic.lag("hark-indexer") == 0 && bulkLag() == 0);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> busyGateway.get(erasure).body().path("status").asText().equals("completed"));
  }

  private long bulkLag() throws Exception {
    try (EventTopic bulk = new EventTopic(hark.address("kafka"), "recording-events.bulk")) {
      return bulk.lag("hark-indexer-bulk");
    }
  }
}
