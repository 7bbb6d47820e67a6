package dev.hark.indexer.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is bulk does not hold up what is small and new, and nothing is lost on the way. */
final class BulkIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int SHARE = 5;
  private static final BulkConfiguration BULK =
      new BulkConfiguration(256 << 10, SHARE, 1, 4, 4, 1, 1);

  private final FakeIndexService index = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();

  private RunningWorker worker(TestTopic topic, FakeEmbedder with) {
    return new RunningWorker(RunningWorker.settings(topic, Map.of()), BULK, index, with);
  }

  /** 300 KiB, more than goes by itself. */
  private static String large(String recording) {
    return Events.completed(recording, Events.AT, "slow " + "word ".repeat(60_000));
  }

  private static List<String> small(String project, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Events.completed("rec_" + project.substring(5) + i, Events.AT, "text " + i))
        .map(event -> event.replace("proj_1", project))
        .toList();
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void aSmallNewRecordingPassesTheBacklogOfAnotherProject() {
    embedder.hold("slow");
    int backlog = 200;
    try (TestTopic topic = new TestTopic(1)) {
      topic.send(0, large("rec_large").replace("proj_1", "proj_busy"));
      small("proj_busy", backlog).forEach(event -> topic.send(0, event));
      topic.send(0, small("proj_new", 1).getFirst());
      try (RunningWorker worker = worker(topic, embedder)) {
        await().atMost(SOON).until(() -> index.transcript("rec_new0").isPresent());
        int before = index.applied().size();
        assertTrue(before <= 2 * SHARE + 1, before + " before it: only what the share allows");
        await().atMost(SOON).until(() -> topic.committed(0) == backlog + 2);
        assertTrue(worker.gauge("hark.indexer.bulk") > 0);
        embedder.letGo();
        await().atMost(SOON).until(() -> index.applied().size() == backlog + 2);
        await().atMost(SOON).until(() -> worker.gauge("hark.indexer.bulk") == 0);
      }
      assertTrue(topic.committedOfBulk() >= backlog + 1 - 2 * SHARE, "all of it committed");
      assertEquals(backlog + 2, Set.copyOf(index.applied()).size(), "each once");
    }
  }

  @Test
  void whatWasLeftOfBulkIsDoneByTheNextWorkerAndNothingTwice() {
    FakeEmbedder stuck = new FakeEmbedder();
    stuck.hold("slow");
    List<String> events = small("proj_busy", 60);
    List<String> before = events.subList(0, 30);
    try (TestTopic topic = new TestTopic(1)) {
      try (RunningWorker _ = worker(topic, stuck)) {
        before.forEach(event -> topic.send(0, event));
        await().atMost(SOON).until(() -> index.applied().size() == before.size());
        topic.send(0, large("rec_large"));
        await().atMost(SOON).until(() -> stuck.blocked() == 1);
        events.subList(before.size(), events.size()).forEach(event -> topic.send(0, event));
        await().atMost(SOON).until(() -> topic.committed(0) == events.size() + 1);
      }
      assertTrue(index.applied().size() < events.size(), "some of bulk are left");
      Set<String> done = new HashSet<>(index.applied());
      try (RunningWorker worker = worker(topic, embedder)) {
        await().atMost(SOON).until(() -> index.transcript("rec_large").isPresent());
        await()
            .atMost(SOON)
            .until(() -> worker.gauge("hark.indexer.bulk") + worker.gauge("hark.indexer.lag") == 0);
      }
      assertEquals(events.size() + 1, index.applied().size(), "each once");
      assertTrue(index.applied().containsAll(done));
    }
  }

  @Test
  void aDeadLetterOfBulkNamesWhereItsEventCameFrom() {
    try (TestTopic topic = new TestTopic(2);
        RunningWorker _ = worker(topic, embedder)) {
      topic.send(1, Events.renamed("rec_1", "before"));
      topic.send(1, large("rec_2").replace("\"start_ms\":0", "\"start_ms\":-1"));
      await().atMost(SOON).until(() -> topic.deadLetters().size() == 1);
      ConsumerRecord<String, byte[]> letter = topic.deadLetters().getFirst();
      assertEquals("1", header(letter, "source-partition"));
      assertEquals("1", header(letter, "source-offset"));
      assertEquals(
          Set.of("error-code", "error-message", "source-partition", "source-offset", "failed-at"),
          IntStream.range(0, letter.headers().toArray().length)
              .mapToObj(i -> letter.headers().toArray()[i].key())
              .collect(Collectors.toSet()));
    }
  }

  /** The large one is older, and slow; the small one is newer and overtakes it. */
  @Test
  void aSmallNewTranscriptIsNotReplacedByTheLargeOldOneThatItOvertook() {
    embedder.hold("slow");
    String newer = Events.completed("rec_1", Events.AT.plusSeconds(1), "newer");
    try (TestTopic topic = new TestTopic(1);
        RunningWorker worker = worker(topic, embedder)) {
      topic.send(0, large("rec_1"));
      await().atMost(SOON).until(() -> embedder.blocked() == 1);
      topic.send(0, newer);
      await().atMost(SOON).until(() -> index.transcript("rec_1").isPresent());
      embedder.letGo();
      await().atMost(SOON).until(() -> topic.committedOfBulk() == 1);
      assertEquals("newer", index.transcript("rec_1").orElseThrow().chunks().getFirst().getText());
      assertEquals(0, worker.gauge("hark.indexer.lag"));
    }
  }
}
