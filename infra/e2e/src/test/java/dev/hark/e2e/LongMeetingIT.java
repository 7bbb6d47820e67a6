package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A one-hour meeting is searchable within seconds of its event. */
@Isolated("what it measures is for a machine of its own")
final class LongMeetingIT {
  private static final int WORDS = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(6);

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(6);

  @Test
  void isSearchableWithinSixSeconds() throws Exception {
    List<Event.Turn> turns = meeting();
    try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
      Duration best = LIMIT.plusDays(1);
      for (int i = 0; i < 3; i++) {
        // Each is somebody else's: the same words of one end user count once.
        Owner owner = Owner.random(random);
        Duration took = index(topic, hark.gatewayOf(owner.projectId()), owner, turns);
        best = took.compareTo(best) < 0 ? took : best;
      }
      System.out.println("a meeting of " + WORDS + " words, searchable after " + best);
      assertTrue(best.compareTo(LIMIT) < 0, best.toString());
    }
  }

  private Duration index(EventTopic topic, Gateway gateway, Owner owner, List<Event.Turn> turns) {
    String recordingId = Ids.random("rec_", random);
    Event event =
        Event.completed(owner, recordingId, Ids.random("txn_", random), Instant.now(), turns);
    Instant start = Instant.now();
    topic.publish(event);
    topic.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> found(gateway, owner, recordingId));
    return Duration.between(start, Instant.now());
  }

  private static boolean found(Gateway gateway, Owner owner, String recordingId) {
    return gateway.search(owner.endUserId(), "launch date", 50).stream()
        .anyMatch(result -> result.path("recording_id").asText().equals(recordingId));
  }

  /** Turns of the samples, told over and over until the hour is full. */
  private List<Event.Turn> meeting() throws Exception {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files =
        Files.list(Path.of(System.getProperty("hark.root"), "infra", "samples"))) {
      for (Path file : files.sorted().toList()) {
        RunningHark.json(Files.readAllLines(file).getLast())
            .path("data")
            .path("segments")
            .forEach(segment -> texts.add(segment.path("text").asText()));
      }
    }
    List<Event.Turn> turns = new ArrayList<>();
    long clock = 0;
    for (int words = 0; words < WORDS; ) {
      String text = texts.get(random.nextInt(texts.size()));
      int count = text.split("\\s+").length;
      turns.add(new Event.Turn(clock, clock + count * 400L, "Speaker " + turns.size() % 4, text));
      clock += count * 400L;
      words += count;
    }
    return turns;
  }
}
