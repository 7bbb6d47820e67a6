package dev.hark.indexer.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.runtime.rpc.InternalCalls;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The process as a whole: it gets ready, says what is missing, and ends in order. */
@Execution(ExecutionMode.CONCURRENT)
final class WorkerProcessIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void getsReadyWorksAndEndsInTheMiddleOfATranscriptWithoutCommittingIt() throws IOException {
    FakeIndexService index = new FakeIndexService();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .permitKeepAliveTime(15, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(
                new InternalCalls(
                    InternalConfiguration.plainText(System.getenv("HARK_INTERNAL_TOKEN"))))
            .addService(index)
            .build()
            .start();
    try (TestTopic topic = new TestTopic(1);
        WorkerProcess worker = new WorkerProcess(environment(topic, server.getPort()))) {
      topic.send(0, Events.completed("rec_1", Events.AT, "a short one"));
      await().atMost(SOON).until(() -> topic.committed(0) == 1);
      await().atMost(SOON).until(worker::isReady);
      topic.send(0, Events.completed("rec_2", Events.AT, secondsOfEmbedding()));
      await().atMost(SOON).until(() -> index.begun().contains("rec_2"));
      assertMetrics(worker.get("/prometheus").orElseThrow().body());
      assertEquals(0, worker.terminate(15));
      assertEquals(1, topic.committed(0));
      assertEquals(List.of("rec_1"), index.applied());
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void saysWhatIsMissingAndEndsInOrderWithoutIt() {
    Map<String, String> nothing =
        Map.of(
            "HARK_KAFKA_BOOTSTRAP", "127.0.0.1:1",
            "HARK_SEARCH_ADDRESS", "127.0.0.1:1");
    try (WorkerProcess worker = new WorkerProcess(nothing)) {
      await().atMost(SOON).until(() -> worker.get("/health").isPresent());
      String health = worker.get("/health").orElseThrow().body();
      assertTrue(health.contains("Kafka gives no answer: start it"), health);
      assertTrue(health.contains("not connected: start search-service"), health);
      assertEquals(0, worker.terminate(15));
    }
  }

  private static Map<String, String> environment(TestTopic topic, int searchPort) {
    return Map.of(
        "HARK_KAFKA_BOOTSTRAP",
        topic.bootstrap(),
        "HARK_KAFKA_TOPIC",
        topic.name(),
        "HARK_KAFKA_DEAD_LETTER_TOPIC",
        topic.name() + ".dlq",
        "HARK_KAFKA_FETCH_TOPIC",
        topic.name() + ".fetch",
        "HARK_KAFKA_BULK_TOPIC",
        topic.name() + ".bulk",
        "HARK_KAFKA_OUTCOMES_TOPIC",
        topic.name() + ".outcomes",
        "HARK_KAFKA_GROUP_ID",
        topic.name() + "-group",
        "HARK_KAFKA_SHUTDOWN_GRACE",
        "1s",
        "HARK_SEARCH_ADDRESS",
        "127.0.0.1:" + searchPort);
  }

  /** Just not so large that it is bulk. */
  private static String[] secondsOfEmbedding() {
    String text = "several words of a long lecture ".repeat(35).strip();
    return IntStream.range(0, 200).mapToObj(i -> text + " " + i).toArray(String[]::new);
  }

  private static void assertMetrics(String metrics) {
    assertTrue(
        metrics.contains(
            "hark_indexer_events_total{outcome=\"indexed\",type=\"transcription.completed\"} 1"),
        metrics);
    assertTrue(metrics.contains("hark_indexer_lag 1"), metrics);
    assertTrue(metrics.contains("kafka_consumer_fetch_manager_records_lag_max{"), metrics);
  }
}
