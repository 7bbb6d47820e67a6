package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.stack.process.FreePorts;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The largest transcript that the contract allows, through a worker of 512 MiB: by segments, and in
 * {@code infra/soak} by bytes too. The embedding model is a scripted server: with the built-in one
 * it would take a quarter of an hour.
 */
@Execution(ExecutionMode.CONCURRENT)
final class LargeTranscriptIT {
  private static final int SEGMENTS = 90_000;
  private static final int LARGEST = 32 << 20;

  /** Characters of a segment; with 295 the event is as large as may be. */
  private static final int LONG = Integer.getInteger("segment.characters", 30);

  /** Words that are spoken, as long as English ones are and as many as recur in a long talk. */
  private static final int VOCABULARY = 5_000;

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(32);
  private final List<String> vocabulary =
      IntStream.range(0, VOCABULARY)
          .mapToObj(_ -> Ids.random("", random).toLowerCase(Locale.ROOT))
          .map(letters -> letters.substring(0, random.nextInt(2, 8)))
          .toList();

  @Test
  void passesThroughAWorkerOf512Mebibytes() throws Exception {
    Owner owner = Owner.random(random);
    Event event =
        Event.completed(
            owner, Ids.random("rec_", random), Ids.random("txn_", random), Instant.now(), turns());
    int size = event.bytes().length;
    assertTrue(size <= LARGEST && size > LARGEST / 300L * LONG * 9 / 10, size + " bytes");

    int searchPort = FreePorts.next();
    int workerPort = FreePorts.next();
    try (EmbeddingServer embeddings = new EmbeddingServer(384);
        EventTopic topic = new EventTopic(hark.address("kafka"), Ids.random("large-", random));
        EventTopic fetches = new EventTopic(hark.address("kafka"), topic.name() + ".fetch");
        EventTopic bulk = new EventTopic(hark.address("kafka"), topic.name() + ".bulk");
        ServiceProcess search = searchService(embeddings, searchPort)) {
      topic.create(1);
      // Not the one of the others: this worker may read none of their transcripts.
      fetches.create(1);
      bulk.create(1);
      try (ServiceProcess worker = worker(embeddings, topic, searchPort, workerPort)) {
        topic.publish(event);
        topic.flush();
        await()
            .atMost(Duration.ofMinutes(10))
            .failFast(() -> !worker.isAlive() || !search.isAlive())
            .until(() -> topic.lag(topic.name()) == 0 && bulk.lag(topic.name() + "-bulk") == 0);
        System.out.printf("worker, at its most: %s%n", mostResident(worker.pid()));
      }
      assertEquals(SEGMENTS, segmentsReadBack(owner, event, searchPort));
    }
  }

  private List<Event.Turn> turns() {
    return IntStream.range(0, SEGMENTS)
        .mapToObj(i -> new Event.Turn(i * 400L, i * 400L + 399, "Ada", words(i)))
        .toList();
  }

  private String words(int number) {
    StringBuilder words = new StringBuilder("Point ").append(number);
    while (words.length() < LONG) {
      words.append(' ').append(vocabulary.get(random.nextInt(VOCABULARY)));
    }
    return words.append('.').toString();
  }

  private ServiceProcess searchService(EmbeddingServer embeddings, int port) {
    int healthPort = FreePorts.next();
    Map<String, String> environment = embeddingBy(embeddings);
    environment.put("HARK_SEARCH_PORT", String.valueOf(port));
    environment.put("HARK_SEARCH_HEALTH_PORT", String.valueOf(healthPort));
    environment.put("HARK_OPENSEARCH_URL", hark.address("opensearch"));
    environment.put("HARK_INDEX_PREFIX", "large" + random.nextInt(1 << 30));
    ServiceProcess search =
        ServiceProcess.start(
            "search-service/server/target/hark-search-service-0.1.0-SNAPSHOT.jar",
            healthPort,
            environment,
            "512m");
    await().atMost(Duration.ofSeconds(60)).until(search::isReady);
    return search;
  }

  private ServiceProcess worker(
      EmbeddingServer embeddings, EventTopic topic, int searchPort, int port) {
    Map<String, String> environment = embeddingBy(embeddings);
    environment.put("HARK_INDEXER_PORT", String.valueOf(port));
    environment.put("HARK_KAFKA_BOOTSTRAP", hark.address("kafka"));
    environment.put("HARK_KAFKA_TOPIC", topic.name());
    environment.put("HARK_KAFKA_FETCH_TOPIC", topic.name() + ".fetch");
    environment.put("HARK_KAFKA_BULK_TOPIC", topic.name() + ".bulk");
    environment.put("HARK_KAFKA_GROUP_ID", topic.name());
    environment.put("HARK_SEARCH_ADDRESS", "127.0.0.1:" + searchPort);
    return ServiceProcess.start(
        "indexer-worker/target/hark-indexer-worker-0.1.0-SNAPSHOT.jar", port, environment, "512m");
  }

  private static Map<String, String> embeddingBy(EmbeddingServer embeddings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HARK_EMBEDDING_PROVIDER", "http");
    environment.put("HARK_EMBEDDING_BASE_URL", embeddings.baseUrl());
    environment.put("HARK_EMBEDDING_MODEL", "scripted");
    environment.put("HARK_EMBEDDING_DIMENSION", "384");
    return environment;
  }

  private static String mostResident(long pid) throws Exception {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("unknown");
  }

  private int segmentsReadBack(Owner owner, Event event, int port) throws Exception {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .intercept(InternalCalls.withToken(hark.internalToken()))
            .maxInboundMessageSize(16 << 20)
            .build();
    try {
      GetTranscriptRequest request =
          GetTranscriptRequest.newBuilder()
              .setCaller(
                  Caller.newBuilder()
                      .setProjectId(owner.projectId())
                      .setMode(Mode.MODE_LIVE)
                      .setRequestId("req_large"))
              .setRecordingId(event.key())
              .build();
      int segments = 0;
      Iterator<GetTranscriptResponse> parts =
          SearchServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(60, TimeUnit.SECONDS)
              .getTranscript(request);
      while (parts.hasNext()) {
        segments += parts.next().getSegments().getSegmentsCount();
      }
      return segments;
    } finally {
      channel.shutdownNow();
      assertTrue(channel.awaitTermination(5, TimeUnit.SECONDS));
    }
  }
}
