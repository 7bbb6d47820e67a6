package dev.hark.indexer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.indexing.Result.RetryCause;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** The consumer on a real broker: order, retries, dead letters, offsets. */
final class EventConsumerIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final FakeIndexService index = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();

  private RunningWorker worker(TestTopic topic) {
    return worker(topic, Map.of());
  }

  private RunningWorker worker(TestTopic topic, Map<String, Object> settings) {
    return new RunningWorker(RunningWorker.settings(topic, settings), index, embedder);
  }

  @Test
  void indexesWhatWasThereBeforeTheGroupAndCommitsOnlyThen() {
    try (TestTopic topic = new TestTopic(1)) {
      topic.send(0, Events.completed("rec_1", Events.AT, "We meet at nine", "Fine"));
      try (RunningWorker _ = worker(topic)) {
        await().atMost(SOON).until(() -> topic.committed(0) == 1);
      }
      FakeIndexService.Transcript transcript = index.transcript("rec_1").orElseThrow();
      assertEquals("We meet at nine Fine", transcript.chunks().getFirst().getText());
      assertEquals("fake", transcript.header().getEmbeddingModel());
    }
  }

  @Test
  void poisonBetweenGoodEventsBecomesADeadLetterAndTheNextGoesOn() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic)) {
      topic.send(0, Events.completed("rec_1", Events.AT, "first"));
      byte[] poison =
          Events.completed("rec_2", Events.AT, "secretword")
              .replace("\"end_ms\":900", "\"end_ms\":-1")
              .getBytes(UTF_8);
      topic.send(0, poison, List.of(new RecordHeader("trace", "t1".getBytes(UTF_8))));
      topic.send(0, Events.completed("rec_3", Events.AT, "third"));
      await().atMost(SOON).until(() -> topic.committed(0) == 3);
      assertTrue(index.transcript("rec_3").isPresent());
      assertEquals(1, topic.deadLetters().size());
      assertLetter(topic.deadLetters().getFirst(), poison);
      assertEquals(
          "wrong_value", index.updates("rec_2").getFirst().getTranscription().getErrorCode());
    }
  }

  private static void assertLetter(ConsumerRecord<String, byte[]> letter, byte[] poison) {
    assertArrayEquals(poison, letter.value());
    assertEquals("key", letter.key());
    assertEquals("t1", header(letter, "trace"));
    assertEquals("wrong_value", header(letter, "error-code"));
    assertTrue(header(letter, "error-message").startsWith("data.segments[0].end_ms: expected"));
    assertFalse(header(letter, "error-message").contains("secretword"));
    assertEquals("0", header(letter, "source-partition"));
    assertEquals("1", header(letter, "source-offset"));
    assertTrue(Instant.parse(header(letter, "failed-at")).isAfter(Events.AT));
  }

  @Test
  void aPartitionWaitsForTheStoreWhileOthersGoOn() {
    index.failWith(id -> id.equals("rec_1") ? Optional.of(Status.UNAVAILABLE) : Optional.empty());
    try (TestTopic topic = new TestTopic(2);
        RunningWorker worker = worker(topic)) {
      topic.send(0, Events.completed("rec_1", Events.AT, "waits"));
      topic.send(0, Events.renamed("rec_2", "behind it"));
      topic.send(1, Events.completed("rec_3", Events.AT, "goes on"));
      await().atMost(SOON).until(() -> topic.committed(1) == 1);
      await()
          .atMost(SOON)
          .until(() -> worker.state().waitsFor(RetryCause.SEARCH_SERVICE).isPresent());
      assertEquals(0, topic.committed(0));
      index.failWith(id -> Optional.empty());
      await().atMost(SOON).until(() -> topic.committed(0) == 2);
      assertEquals(List.of("rec_3", "rec_1", "rec_2"), index.applied());
    }
  }

  @Test
  void deadLettersThatAreRefusedHoldThePartitionUntilTheyAreTaken() {
    try (TestTopic topic = new TestTopic(1, Map.of("max.message.bytes", "100"));
        RunningWorker worker = worker(topic)) {
      topic.send(0, "not json");
      topic.send(0, Events.completed("rec_1", Events.AT, "behind it"));
      await()
          .atMost(SOON)
          .until(() -> worker.state().waitsFor(RetryCause.DEAD_LETTERS).isPresent());
      assertEquals(Optional.empty(), index.transcript("rec_1"));
      assertEquals(0, topic.committed(0));
      topic.takeDeadLetters();
      await().atMost(SOON).until(() -> topic.committed(0) == 2);
      assertEquals(1, topic.deadLetters().size());
      await().until(() -> worker.state().waitsFor(RetryCause.DEAD_LETTERS).isEmpty());
    }
  }

  @Test
  void anEventSlowerThanThePollIntervalKeepsItsPartition() {
    embedder.hold();
    try (TestTopic topic = new TestTopic(1);
        RunningWorker worker =
            worker(topic, Map.of("kafka.consumers.events.max.poll.interval.ms", 6_000))) {
      topic.send(0, Events.completed("rec_1", Events.AT, "slow"));
      await().atMost(SOON).until(() -> embedder.blocked() == 1);
      await()
          .pollDelay(Duration.ofSeconds(8))
          .atMost(Duration.ofSeconds(10))
          .until(() -> embedder.blocked() == 1);
      embedder.letGo();
      await().atMost(SOON).until(() -> topic.committed(0) == 1);
      assertEquals(1, embedder.embedded());
      assertEquals(Optional.empty(), worker.state().consumerFault());
    }
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
