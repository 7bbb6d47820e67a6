package dev.hark.stack.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.contract.FakeIndexService;
import dev.hark.contract.FakeSearchService;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import dev.hark.stack.deadletter.DeadLetters;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.process.FreePorts;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestIT {
  private final Stack stack = SharedStack.get();
  private final String recording = "rec_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void createTopic() {
    stack.kafka().create(EventPublisher.TOPIC, 6);
    stack.kafka().create(DeadLetters.TOPIC, 6);
    stack.kafka().create(StandInIndexer.SIDE_TOPIC, 6);
  }

  @Test
  void publishesEachLineUnderItsKeyInOrderAndListsThoseThatFailed(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("a.jsonl"), created() + "\n\nnonsense\n" + completed("txn_1"));
    Files.writeString(folder.resolve("notes.txt"), "no events");

    var result = ingest(folder, Duration.ZERO, "127.0.0.1:1");

    assertEquals(2, result.published());
    assertEquals(List.of(folder.resolve("a.jsonl") + ":3: not JSON (column 9)"), result.failed());
    assertEquals(List.of(created(), completed("txn_1")), published());
  }

  @Test
  void waitsUntilTheWordsCanBeFound(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(file, completed("txn_1") + "\n" + completed("txn_slow"));
    FakeSearchService search = searchable(recording, "txn_slow");
    search.before(
        request -> {
          if (search.getRecording.asked().size() < 3) {
            throw Status.NOT_FOUND.asRuntimeException();
          }
        });
    try (var server = new RunningServer(search);
        var _ = new StandInIndexer(stack.kafkaBootstrap(), recording)) {
      var result = ingest(file, Duration.ofSeconds(30), server.address());
      assertEquals(List.of(), result.failed());
      assertEquals(3, search.getRecording.asked().size());
    }
  }

  @Test
  void listsWhatIsNotSearchableInTime(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(file, completed("txn_1"));
    FakeSearchService search = searchable(recording, "txn_other");
    try (var server = new RunningServer(search)) {
      var result = ingest(file, Duration.ofMillis(500), server.address());
      assertEquals(1, result.failed().size());
      assertTrue(
          result
              .failed()
              .getFirst()
              .startsWith(file + ":1: not in time: not searchable: another transcription"),
          () -> result.failed().toString());
    }
  }

  @Test
  void tellsADeadLetterOfItsOwnWithItsReasonAndWaitsForNothingElse(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(
        file, created() + "\n" + completed("txn_bad") + "\n" + completed("txn_2", "other"));
    FakeSearchService search = searchable(recording + "other", "txn_2");
    try (var server = new RunningServer(search);
        var _ = new StandInIndexer(stack.kafkaBootstrap(), recording)) {
      Instant begun = Instant.now();
      var result = ingest(file, Duration.ofSeconds(60), server.address());
      assertTrue(Duration.between(begun, Instant.now()).toSeconds() < 30, "at once");
      assertEquals(3, result.published());
      assertEquals(1, result.failed().size(), () -> result.failed().toString());
      assertTrue(
          result
              .failed()
              .getFirst()
              .matches(
                  ".*:2: dead letter [0-9]+-[0-9]+: missing_field: project_id: expected an id"),
          () -> result.failed().toString());
    }
  }

  @Test
  void whatIsHandedOverToASideTopicIsNotDoneBeforeItIsDoneThere(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(file, completed("txn_elsewhere_bad") + "\n" + completed("txn_2"));
    FakeSearchService search = searchable(recording, "txn_2");
    try (var server = new RunningServer(search);
        var _ = new StandInIndexer(stack.kafkaBootstrap(), recording)) {
      var result = ingest(file, Duration.ofSeconds(60), server.address());
      assertEquals(1, result.failed().size(), () -> result.failed().toString());
      assertTrue(
          result.failed().getFirst().contains(":1: dead letter "),
          () -> result.failed().toString());
    }
  }

  @Test
  void saysAtOnceThatTheWordsOfADeletedRecordingAreNotSearchable(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("one.jsonl");
    Files.writeString(file, completed("txn_1"));
    FakeSearchService search = searchable("rec_other", "txn_1");
    try (var server = new RunningServer(search);
        var _ = new StandInIndexer(stack.kafkaBootstrap(), recording)) {
      var result = ingest(file, Duration.ofMinutes(5), server.address());
      assertEquals(
          List.of(file + ":1: not searchable: the recording is unknown, or deleted"),
          result.failed());
    }
  }

  @Test
  void anEventThatTheIndexerHasNotComeToIsNotDone(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("one.ndjson"), created());
    var result = ingest(file, Duration.ofMillis(500), "127.0.0.1:1");
    assertEquals(
        List.of(file + ":1: not in time: the indexer has not come to it"), result.failed());
  }

  @Test
  void saysWhereKafkaShouldBeWhenItIsAway() {
    var failure =
        assertThrows(
            UserException.class, () -> IndexerProgress.open("127.0.0.1:1", Map.of()).close());
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("Kafka on 127.0.0.1:1 gives no answer"),
        failure::getMessage);
  }

  @Test
  void transcriptsOfAnyFormatBecomeEventsAndTheSameFileTheSameIds(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("talk.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n");
    Files.writeString(folder.resolve("broken.srt"), "1\n00:00:01,000 --> never\nHello\n");
    Files.writeString(folder.resolve("picture.png"), "no transcript");
    var details = details(Optional.of("eu_" + recording.substring(4)), List.of("may"));
    var files = InputFile.all(List.of(folder.toString()), System.in, details);
    var ingest = new Ingest(stack.kafkaBootstrap(), search("127.0.0.1:1"));
    var first = ingest.run(files, Duration.ZERO, Progress.NONE);
    assertEquals(1, first.published());
    assertEquals(1, first.failed().size());
    String failure = first.failed().getFirst();
    assertTrue(failure.startsWith(folder.resolve("broken.srt") + ": "), failure);
    assertTrue(failure.contains("line 2"), failure);
    JsonNode event = eventOfMine();
    JsonNode data = event.path("data");
    assertEquals("transcription.completed", event.path("type").asText());
    assertEquals("talk", data.path("title").asText());
    assertEquals("talk.vtt", data.path("external_id").asText());
    assertEquals("[\"may\"]", data.path("tags").toString());
    assertEquals(
        "[{\"start_ms\":1000,\"end_ms\":2000,\"text\":\"Hello\"}]",
        data.path("segments").toString());
    ingest.run(files, Duration.ZERO, Progress.NONE);
    JsonNode again = eventOfMine();
    assertEquals(data, again.path("data"));
    assertEquals(event.path("id"), again.path("id"));
  }

  /** The last one of the end user of this test. */
  private JsonNode eventOfMine() throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode mine = json.nullNode();
    for (String event :
        published(found -> found.value().contains("eu_" + recording.substring(4)))) {
      mine = json.readTree(event);
    }
    return mine;
  }

  private static TranscriptFile.Details details(Optional<String> endUser, List<String> tags) {
    return new TranscriptFile.Details(
        "proj_a",
        "live",
        endUser,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tags);
  }

  @Test
  void saysWhatTranscriptsNeed(@TempDir Path folder) throws Exception {
    List<String> file = List.of(Files.writeString(folder.resolve("talk.vtt"), "WEBVTT").toString());
    var nobody =
        assertThrows(
            UserException.class,
            () -> InputFile.all(file, System.in, details(Optional.empty(), List.of())));
    assertTrue(String.valueOf(nobody.getMessage()).contains("--end-user"), nobody::getMessage);
    assertThrows(
        UserException.class,
        () ->
            InputFile.all(List.of("none.vtt"), System.in, details(Optional.of("eu_1"), List.of())));
  }

  /** Knows one recording, with words older than any event. */
  private static FakeSearchService searchable(String recording, String transcription) {
    FakeIndexService index = new FakeIndexService();
    Transcript transcript =
        new Transcript(
            new Owner("proj_a", Mode.MODE_LIVE, "eu_1"),
            recording,
            transcription,
            new Event("evt_1", 0),
            List.of());
    var _ = index.replace(transcript.header().build(), List.of());
    return new FakeSearchService(index);
  }

  private Ingest.Result ingest(Path path, Duration wait, String search) throws Exception {
    return Ingest.publishAndAwait(
        stack.kafkaBootstrap(), search(search), List.of(path.toString()), wait);
  }

  private SearchService search(String address) {
    return new SearchService(address, "token", Map.of("HARK_KAFKA_GROUP_ID", recording));
  }

  private String created() {
    return "{\"type\":\"recording.created\",\"data\":{\"recording_id\":\"%s\"}}"
        .formatted(recording);
  }

  private String completed(String transcription) {
    return completed(transcription, "");
  }

  private String completed(String transcription, String other) {
    return """
    {"type":"transcription.completed","created_at":"2026-05-01T10:00:00Z","project_id":"proj_a",\
    "data":{"recording_id":"%s","transcription_id":"%s"}}\
    """
        .formatted(recording + other, transcription);
  }

  /** The values under this test's recording; the topic is shared by all tests. */
  private List<String> published() {
    return published(found -> recording.equals(found.key()));
  }

  private List<String> published(Predicate<ConsumerRecord<String, String>> wanted) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.kafkaBootstrap());
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(EventPublisher.TOPIC).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var found : consumer.poll(Duration.ofSeconds(1))) {
          if (wanted.test(found)) {
            values.add(found.value());
          }
        }
      }
    }
    return values;
  }

  private static final class RunningServer implements AutoCloseable {
    private final Server server;

    RunningServer(FakeSearchService service) throws Exception {
      server =
          Grpc.newServerBuilderForPort(FreePorts.next(), InsecureServerCredentials.create())
              .addService(service)
              .build()
              .start();
    }

    String address() {
      return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
      server.shutdownNow();
    }
  }
}
