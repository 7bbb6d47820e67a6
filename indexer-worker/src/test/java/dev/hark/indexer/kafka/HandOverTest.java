package dev.hark.indexer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.indexing.EmbeddingTurns;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.indexer.kafka.Attempt.Disposition;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that are larger than the topics behind them take. */
final class HandOverTest {
  private static final ConsumerRecord<byte[], ByteBuffer> EVENT =
      new ConsumerRecord<>(
          "events",
          0,
          7,
          "rec_1".getBytes(UTF_8),
          ByteBuffer.wrap(
              Events.completedAt("proj_1", "rec_1", "https://a.example/t").getBytes(UTF_8)));

  private final FakeIndexService index = new FakeIndexService();
  private final Server server;
  private final ManagedChannel channel;

  HandOverTest() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(index).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private Disposition process(Topics topics) throws InterruptedException {
    return processor(topics).process(EVENT).end();
  }

  private RecordProcessor processor(Topics topics) {
    AcknowledgedProducer producer = new AcknowledgedProducer(topics, topics);
    GrpcRecordingIndex client =
        new GrpcRecordingIndex(
            channel,
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1)));
    TranscriptSource none = (_, _) -> new TranscriptSource.Reading.Unavailable("none");
    return new RecordProcessor(
        new IndexEvent(
            client, none, new EmbeddingTurns(new FakeEmbedder(), 1, Duration.ofSeconds(1))),
        new MarkFailed(client),
        new DeadLetters("dead", producer, Clock.systemUTC()),
        new Outcomes("outcomes", producer),
        side("fetch", RetryCause.FETCH_TOPIC, producer),
        new BulkLane(
            side("bulk", RetryCause.BULK_TOPIC, producer),
            new ProjectShares(3, 1, 4, () -> 0),
            20_000),
        new WorkerMetrics(new SimpleMeterRegistry()));
  }

  @Test
  void handsOverWhatTheTopicTakes() throws InterruptedException {
    Topics topics = new Topics();
    assertEquals(new Disposition.Done(), process(topics));
    assertEquals(List.of("fetch"), topics.taken().stream().map(ProducerRecord::topic).toList());
  }

  @Test
  void whatIsTooLargeForTheTopicIsADeadLetterAndThePartitionGoesOn() throws InterruptedException {
    Topics topics = new Topics("fetch");
    assertEquals(new Disposition.Done(), process(topics));
    assertEquals("outcomes", topics.taken().getFirst().topic());
    ProducerRecord<byte[], byte[]> letter = topics.taken().get(1);
    assertEquals("dead", letter.topic());
    assertEquals("too_large", new String(letter.headers().lastHeader("error-code").value(), UTF_8));
    assertEquals("too_large", index.updates("rec_1").getFirst().getTranscription().getErrorCode());
  }

  @Test
  void aDeadLetterThatIsTooLargeWaits() throws InterruptedException {
    Disposition disposition = process(new Topics("fetch", "dead"));
    assertEquals(
        RetryCause.DEAD_LETTERS, assertInstanceOf(Disposition.Wait.class, disposition).cause());
  }

  private static SideTopic side(String name, RetryCause cause, AcknowledgedProducer producer) {
    return new SideTopic(name, cause, "events", producer, Clock.systemUTC());
  }

  private static ConsumerRecord<byte[], ByteBuffer> record(long offset, String event) {
    byte[] value = event.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "events",
        3,
        offset,
        1_700_000_000_000L,
        TimestampType.CREATE_TIME,
        5,
        value.length,
        "rec_1".getBytes(UTF_8),
        ByteBuffer.wrap(value),
        new RecordHeaders(),
        Optional.empty());
  }

  private static String large() {
    return Events.completed("rec_1", Events.AT, "word ".repeat(5_000));
  }

  @Test
  void whatIsLargeIsHandedOverBeforeItIsDecoded() throws InterruptedException {
    Topics topics = new Topics();
    String bad = large().replace("\"start_ms\":0", "\"start_ms\":-1");
    assertEquals(new Disposition.Done(), processor(topics).process(record(7, bad)).end());
    ProducerRecord<byte[], byte[]> sent = topics.taken().getFirst();
    assertEquals("bulk", sent.topic());
    assertEquals("proj_1", new String(sent.headers().lastHeader("project-id").value(), UTF_8));
    assertEquals(0, index.updates("rec_1").size());
  }

  @Test
  void aProjectThatHasHadItsShareIsHandedOverAndOthersAreNot() throws InterruptedException {
    Topics topics = new Topics();
    RecordProcessor processor = processor(topics);
    for (int i = 0; i < 10; i++) {
      assertEquals(
          new Disposition.Done(),
          processor.process(record(i, Events.renamed("rec_" + i, "a"))).end());
    }
    String other = Events.renamed("rec_other", "a").replace("proj_1", "proj_2");
    assertEquals(new Disposition.Done(), processor.process(record(10, other)).end());
    assertEquals(7, topics.taken().size());
    assertEquals(1, index.updates("rec_2").size());
    assertEquals(0, index.updates("rec_3").size());
    assertEquals(1, index.updates("rec_other").size());
  }

  @Test
  void anEventThatIsTriedAgainIsCountedOnce() throws InterruptedException {
    Topics topics = new Topics();
    RecordProcessor processor = processor(topics);
    index.failWith(_ -> Optional.of(Status.UNAVAILABLE));
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(
          Disposition.Wait.class, processor.process(record(7, Events.renamed("rec_1", "a"))).end());
    }
    index.failWith(_ -> Optional.empty());
    assertEquals(
        new Disposition.Done(), processor.process(record(7, Events.renamed("rec_1", "a"))).end());
    assertEquals(
        new Disposition.Done(), processor.process(record(8, Events.renamed("rec_2", "a"))).end());
    assertEquals(List.of(), topics.taken());
  }

  /** So many may be under way when the first of them is refused. */
  @Test
  void eventsThatAreTriedAgainTogetherAreCountedOnce() throws InterruptedException {
    Topics topics = new Topics();
    RecordProcessor processor = processor(topics);
    for (int attempt = 0; attempt < 3; attempt++) {
      for (int i = 0; i < 2; i++) {
        assertEquals(
            new Disposition.Done(),
            processor.process(record(i, Events.renamed("rec_" + i, "a"))).end());
      }
    }
    assertEquals(
        new Disposition.Done(), processor.process(record(2, Events.renamed("rec_2", "a"))).end());
    assertEquals(List.of(), topics.taken());
  }

  /** Deletions are told of as well, which hands nothing over. */
  private static long handedOver(Topics topics) {
    return topics.taken().stream().filter(record -> !record.topic().equals("outcomes")).count();
  }

  /** One has a field of 30 kB that nobody knows, and is large by that. */
  @Test
  void deletionsAreDoneInTheirOrderWhateverElseTheirProjectHas() throws InterruptedException {
    Topics topics = new Topics();
    RecordProcessor processor = processor(topics);
    for (int i = 0; i < 10; i++) {
      assertEquals(
          new Disposition.Done(),
          processor.process(record(i, Events.renamed("rec_" + i, "a"))).end());
    }
    long handedOver = handedOver(topics);
    String large =
        Events.deleted("rec_2")
            .replace("\"data\":", "\"more\":\"" + "x".repeat(30_000) + "\",\"data\":");
    List<String> deletions =
        List.of(
            Events.deleted("rec_1"),
            large,
            Events.event("end_user.deleted", Events.AT, "\"end_user_id\":\"eu_1\""));
    for (String deletion : deletions) {
      assertEquals(new Disposition.Done(), processor.process(record(20, deletion)).end());
    }
    assertEquals(handedOver, handedOver(topics));
    assertEquals(
        List.of("rec_1", "rec_2"),
        index.deleteRecording.asked().stream()
            .map(DeleteRecordingRequest::getRecordingId)
            .toList());
    assertEquals("eu_1", index.deleteEndUser.asked().getFirst().getEndUserId());
  }

  @Test
  void whatTheBulkTopicDoesNotTakeIsDoneAtOnce() throws InterruptedException {
    Topics topics = new Topics("bulk");
    assertEquals(new Disposition.Done(), processor(topics).process(record(7, large())).end());
    assertEquals(List.of("outcomes"), topics.taken().stream().map(ProducerRecord::topic).toList());
  }

  @Test
  void aHandedOverEventComesBackAsItWas() throws InterruptedException {
    Topics topics = new Topics();
    SideTopic bulk = side("bulk", RetryCause.BULK_TOPIC, new AcknowledgedProducer(topics, topics));
    ConsumerRecord<byte[], ByteBuffer> original = record(7, Events.renamed("rec_1", "a"));
    original.headers().add("project-id", "theirs".getBytes(UTF_8));
    original.headers().add("first-seen", "long ago".getBytes(UTF_8));
    Header[] headers = original.headers().toArray();
    assertEquals(new Disposition.Done(), bulk.handOver(original, "proj_1").get());
    ProducerRecord<byte[], byte[]> sent = topics.taken().getFirst();
    ConsumerRecord<byte[], ByteBuffer> waiting =
        new ConsumerRecord<>(
            "bulk",
            0,
            99,
            sent.timestamp() == null ? 0 : sent.timestamp(),
            TimestampType.CREATE_TIME,
            5,
            sent.value().length,
            sent.key(),
            ByteBuffer.wrap(sent.value()),
            sent.headers(),
            Optional.empty());
    SideEvent event = bulk.event(waiting);
    assertEquals("proj_1", event.project());
    ConsumerRecord<byte[], ByteBuffer> back = bulk.original(waiting);
    assertEquals(List.of("events", 3, 7L), List.of(back.topic(), back.partition(), back.offset()));
    assertEquals(List.of(headers), List.of(back.headers().toArray()));
    assertEquals(original.value(), back.value());
  }
}
