package dev.hark.indexer.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.proto.event.v1.RecordingEvent;
import dev.hark.proto.event.v1.TranscriptSegment;
import dev.hark.proto.event.v1.TranscriptionCompleted;
import dev.hark.proto.search.v1.ChunkSegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What comes through, whole and at least once: formats, sizes, workers that come and go. */
@Execution(ExecutionMode.CONCURRENT)
final class DeliveryIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final FakeIndexService index = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();

  private RunningWorker worker(TestTopic topic, FakeEmbedder ownEmbedder) {
    return new RunningWorker(RunningWorker.settings(topic, Map.of()), index, ownEmbedder);
  }

  @Test
  void takesProtobufAndJsonFromOneTopic() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic, embedder)) {
      topic.sendProtobuf(0, protobuf());
      topic.send(0, Events.completed("rec_2", Events.AT, "json"));
      topic.send(0, new byte[0], List.of());
      topic.sendProtobuf(0, "{}".getBytes(StandardCharsets.UTF_8));
      await().atMost(SOON).until(() -> topic.committed(0) == 4);
      assertEquals(List.of("rec_1", "rec_2"), index.applied());
      assertEquals(2, topic.deadLetters().size());
    }
  }

  private static byte[] protobuf() {
    return RecordingEvent.newBuilder()
        .setId("evt_1")
        .setProjectId("proj_1")
        .setCreatedAt(com.google.protobuf.Timestamp.newBuilder().setSeconds(1_777_887_000))
        .setTranscriptionCompleted(
            TranscriptionCompleted.newBuilder()
                .setRecordingId("rec_1")
                .setTranscriptionId("txn_1")
                .setEndUserId("eu_1")
                .addSegments(TranscriptSegment.newBuilder().setEndMs(1).setText("protobuf")))
        .build()
        .toByteArray();
  }

  @Test
  void takesAnEventOf32Mebibytes() {
    String text = "some words ".repeat(30).strip();
    int segments = (32 << 20) / (text.length() + 66);
    String[] texts = IntStream.range(0, segments).mapToObj(i -> text).toArray(String[]::new);
    byte[] event = Events.completed("rec_1", Events.AT, texts).getBytes(StandardCharsets.UTF_8);
    assertTrue(event.length > 31 << 20 && event.length <= 32 << 20, () -> event.length + " bytes");
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic, embedder)) {
      topic.send(0, event, List.of());
      topic.send(0, Events.completed("rec_2", Events.AT, "behind it"));
      await().atMost(Duration.ofSeconds(60)).until(() -> topic.committed(0) == 2);
      await().atMost(Duration.ofSeconds(60)).until(() -> topic.committedOfBulk() == 1);
      FakeIndexService.Transcript taken = index.transcript("rec_1").orElseThrow();
      assertEquals(taken.header().getChunkCount(), taken.chunks().size());
      assertEquals(
          segments,
          taken.chunks().stream()
              .flatMap(chunk -> chunk.getSegmentsList().stream())
              .mapToInt(ChunkSegment::getIndex)
              .distinct()
              .count());
    }
  }

  @Test
  void whatAWorkerHadNotFinishedIsDoneByTheNext() {
    FakeEmbedder stuck = new FakeEmbedder();
    stuck.hold();
    try (TestTopic topic = new TestTopic(1)) {
      topic.send(0, Events.renamed("rec_1", "done"));
      topic.send(0, Events.completed("rec_2", Events.AT, "not done"));
      try (RunningWorker _ = worker(topic, stuck)) {
        await().atMost(SOON).until(() -> stuck.blocked() == 1);
      }
      assertEquals(1, topic.committed(0));
      assertEquals(List.of("rec_1"), index.applied());
      try (RunningWorker _ = worker(topic, embedder)) {
        await().atMost(SOON).until(() -> topic.committed(0) == 2);
      }
      assertEquals(List.of("rec_1", "rec_2"), index.applied());
    }
  }

  @Test
  void aWorkerThatComesAndGoesLosesNothingAndHoldsNobodyUp() {
    int partitions = 4;
    int events = 200;
    try (TestTopic topic = new TestTopic(partitions);
        RunningWorker _ = worker(topic, embedder)) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () ->
                      IntStream.range(0, events)
                          .forEach(
                              i ->
                                  topic.send(
                                      i % partitions,
                                      Events.completed("rec_" + i, Events.AT, "text " + i))));
      for (int i = 0; i < 2; i++) {
        try (RunningWorker second = worker(topic, embedder)) {
          await().atMost(SOON).until(() -> second.assigned() > 0);
        }
      }
      join(sender);
      await().atMost(SOON).until(() -> committed(topic, partitions) == events);
      IntStream.range(0, events)
          .forEach(i -> assertTrue(index.transcript("rec_" + i).isPresent(), "rec_" + i));
    }
  }

  private static long committed(TestTopic topic, int partitions) {
    return IntStream.range(0, partitions).mapToLong(topic::committed).sum();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTopicThatIsMadeLaterIsFound() {
    try (TestTopic topic = TestTopic.later();
        RunningWorker worker = worker(topic, embedder)) {
      await().atMost(SOON).until(() -> worker.state().consumerFault().isEmpty());
      topic.create(1);
      topic.send(0, Events.renamed("rec_1", "later"));
      await().atMost(SOON).until(() -> topic.committed(0) == 1);
    }
  }

  @Test
  void eventsOfManyBytesWaitTheirTurnAndNoneIsLost() {
    String text = "some words ".repeat(100_000).strip();
    try (TestTopic topic = new TestTopic(2)) {
      for (int i = 0; i < 4; i++) {
        topic.send(i % 2, Events.completed("rec_" + i, Events.AT, text));
      }
      Map<String, Object> settings =
          RunningWorker.settings(topic, Map.of("hark.kafka.bytes-in-work", 1_000));
      try (RunningWorker _ = new RunningWorker(settings, index, embedder)) {
        await().atMost(SOON).until(() -> committed(topic, 2) == 4);
        await().atMost(SOON).until(() -> topic.committedOfBulk() == 4);
      }
      assertEquals(4, index.applied().size());
    }
  }
}
