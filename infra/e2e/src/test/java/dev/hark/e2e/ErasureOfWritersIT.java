package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Faults X7: an end user is erased while 31 MiB of theirs, their first words, are being written.
 */
final class ErasureOfWritersIT {
  private static final int SEGMENTS = 92_000;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(707);
  private final Owner owner = Owner.random(random);
  private final Gateway gateway = hark.gatewayOf(owner.projectId());
  private final ChunkIndex chunks = new ChunkIndex(hark.address("opensearch"));
  private final EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events");

  @AfterEach
  void close() {
    topic.close();
  }

  private Event event() {
    List<Event.Turn> turns =
        IntStream.range(0, SEGMENTS)
            .mapToObj(i -> new Event.Turn(i * 400L, i * 400L + 399, "Ada", words(i)))
            .toList();
    return Event.completed(
        owner, Ids.random("rec_", random), Ids.random("txn_", random), Instant.now(), turns);
  }

  private static String words(int number) {
    StringBuilder words = new StringBuilder("Point ").append(number);
    while (words.length() < 290) {
      words.append(" word").append(number % (words.length() + 7));
    }
    return words.append('.').toString();
  }

  @Test
  void isCompletedOnlyWhenNoChunkIsLeftAndNoneComesAfter() throws Exception {
    Event event = event();
    assertTrue(event.bytes().length > 31 << 20, event.bytes().length + " bytes");
    topic.publish(event);
    topic.flush();
    // How soon it gets so far is not what this is about.
    await().atMost(Duration.ofMinutes(5)).until(() -> chunks.ordinals(event.key()).size() >= 200);

    long asked = System.nanoTime();
    String erasure = gateway.erasing("/v1/end-users/" + owner.endUserId());
    Duration answered = Duration.ofNanos(System.nanoTime() - asked);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> gateway.get(erasure).body().path("status").asText().equals("completed"));
    System.out.printf(
        "FIGURE erased in the middle of %d MiB: answered after %d ms, completed after %d ms: %s%n",
        event.bytes().length >> 20,
        answered.toMillis(),
        Duration.ofNanos(System.nanoTime() - asked).toMillis(),
        gateway.get(erasure).raw());
    await()
        .during(Duration.ofSeconds(6))
        .atMost(Duration.ofSeconds(10))
        .until(() -> chunks.ordinals(event.key()).isEmpty());
    assertEquals(404, gateway.get("/v1/recordings/" + event.key()).status());
  }
}
