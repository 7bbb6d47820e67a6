package dev.hark.e2e;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.stack.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a worker at random moments, in two rows side by side ({@code -Dworker.kills=} in each),
 * while events come twice and out of order, each transcript once in the event and once in a file,
 * and compares what the index ends as with {@link ExpectedIndex}. {@code -Dseed=} repeats a run's
 * choices.
 */
@Execution(ExecutionMode.CONCURRENT)
final class WorkerCrashIT {
  /** In each of two rows. */
  private static final int KILLS = Integer.getInteger("worker.kills", 4);

  private static final int RECORDINGS = 7;
  private static final int TURNS = 60;

  private final RunningHark hark = RunningHark.get();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Instant start = Instant.parse("2026-03-01T09:00:00Z");
  private int killedAtWork;
  private final int port = FreePorts.next();
  private final Path transcripts;

  WorkerCrashIT(@TempDir Path transcripts) {
    this.transcripts = transcripts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "other"})
  void endsAsIfEachEventHadComeOnceAndInOrder(String row) throws Exception {
    System.out.println("WorkerCrashIT " + row + " -Dseed=" + seed);
    random.setSeed(seed + row.hashCode());
    Owner owner = Owner.random(random);
    Owner erased = owner.otherEndUser(random);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < RECORDINGS; i++) {
      events.addAll(lifeOf(Ids.random("rec_", random), i % 7 == 6 ? erased : owner, i));
    }
    events.add(Event.endUserDeleted(erased, start.plus(Duration.ofHours(3))));

    String name = "crash-" + Ids.random("", random);
    try (EventTopic topic = new EventTopic(hark.address("kafka"), name);
        EventTopic fetches = new EventTopic(hark.address("kafka"), name + ".fetch");
        EventTopic bulk = new EventTopic(hark.address("kafka"), name + ".bulk")) {
      topic.create(3);
      fetches.create(2);
      bulk.create(2);
      publishAllWhileKilling(topic, fetches, bulk, twiceAndShuffled(events));
      try (ServiceProcess worker = worker(topic)) {
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(250))
            .failFast("the worker died", () -> !worker.isAlive())
            .until(() -> isDone(topic, fetches, bulk));
      }
      assertIndexIs(ExpectedIndex.of(events), owner, events);
    }
  }

  /** The events of one recording; which ones, differs from recording to recording. */
  private List<Event> lifeOf(String recordingId, Owner owner, int number) {
    List<Event> events = new ArrayList<>();
    String first = Ids.random("txn_", random);
    String second = Ids.random("txn_", random);
    Instant at = start.plusSeconds(number);
    events.add(Event.created(owner, recordingId, at, "First title " + number));
    events.add(Event.started(owner, recordingId, first, at.plus(Duration.ofMinutes(10))));
    events.add(
        Event.completed(owner, recordingId, first, at.plus(Duration.ofMinutes(20)), turns(first)));
    if (number % 2 == 0) {
      events.add(
          Event.renamed(owner, recordingId, at.plus(Duration.ofMinutes(30)), "Renamed " + number));
    }
    if (number % 3 == 0) {
      events.add(Event.started(owner, recordingId, second, at.plus(Duration.ofMinutes(40))));
      events.add(
          Event.completed(
              owner, recordingId, second, at.plus(Duration.ofMinutes(50)), turns(second)));
    }
    if (number % 4 == 1) {
      events.add(Event.failed(owner, recordingId, second, at.plus(Duration.ofMinutes(60))));
    }
    if (number % 5 == 4) {
      events.add(Event.deleted(owner, recordingId, at.plus(Duration.ofMinutes(5))));
    }
    return events;
  }

  private List<Event.Turn> turns(String transcriptionId) {
    return IntStream.range(0, TURNS)
        .mapToObj(
            i ->
                new Event.Turn(
                    i * 5_000L,
                    i * 5_000L + 4_800,
                    "Speaker " + i % 3,
                    "We talked about topic number %d and who takes care of it next %s %d."
                        .formatted(i, transcriptionId.replace("txn_", "word"), random.nextInt(999))
                        .repeat(1 + random.nextInt(4))))
        .toList();
  }

  private List<Event> twiceAndShuffled(List<Event> events) {
    List<Event> twice = new ArrayList<>();
    for (Event event : events) {
      // Of either, whichever comes first.
      twice.add(event);
      twice.add(elsewhere(event));
    }
    Collections.shuffle(twice, random);
    return twice;
  }

  private static boolean isDone(EventTopic topic, EventTopic fetches, EventTopic bulk)
      throws Exception {
    return topic.lag(topic.name()) == 0
        && bulk.lag(topic.name() + "-bulk") == 0
        && fetches.lag(topic.name() + "-fetch") == 0;
  }

  private Event elsewhere(Event event) {
    return event.data().has("segments") ? event.withWordsIn(transcripts) : event;
  }

  private void publishAllWhileKilling(
      EventTopic topic, EventTopic fetches, EventTopic bulk, List<Event> events) throws Exception {
    int portion = Math.ceilDiv(events.size(), KILLS);
    for (int kill = 0; kill < KILLS; kill++) {
      int from = Math.min(kill * portion, events.size());
      events.subList(from, Math.min(from + portion, events.size())).forEach(topic::publish);
      topic.flush();
      try (ServiceProcess worker = worker(topic)) {
        // Every fifth dies while it starts, the others in the middle of their work.
        if (kill % 5 != 4) {
          await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).until(worker::isReady);
        }
        letRun(Duration.ofMillis(random.nextInt(1_200)));
        worker.kill();
        killedAtWork += isDone(topic, fetches, bulk) ? 0 : 1;
      }
    }
    System.out.println("FIGURE of " + KILLS + " kills " + killedAtWork + " with work left");
    assertTrue(killedAtWork >= KILLS / 2, "too few kills met a worker at work: " + killedAtWork);
  }

  private static void letRun(Duration time) throws InterruptedException {
    assertTrue(!new CountDownLatch(1).await(time.toMillis(), MILLISECONDS));
  }

  private ServiceProcess worker(EventTopic topic) {
    return ServiceProcess.start(
        "indexer-worker/target/hark-indexer-worker-0.1.0-SNAPSHOT.jar",
        port,
        Map.ofEntries(
            Map.entry("HARK_INDEXER_PORT", String.valueOf(port)),
            Map.entry("HARK_KAFKA_BOOTSTRAP", hark.address("kafka")),
            Map.entry("HARK_KAFKA_TOPIC", topic.name()),
            Map.entry("HARK_KAFKA_FETCH_TOPIC", topic.name() + ".fetch"),
            Map.entry("HARK_KAFKA_BULK_TOPIC", topic.name() + ".bulk"),
            // About half of the events leave their order by the bulk topic.
            Map.entry("HARK_BULK_SHARE", "5"),
            Map.entry("HARK_TRANSCRIPT_FOLDERS", transcripts.toString()),
            Map.entry("HARK_KAFKA_GROUP_ID", topic.name()),
            Map.entry("HARK_KAFKA_INSTANCE_ID", "worker-1"),
            Map.entry("HARK_SEARCH_ADDRESS", "127.0.0.1:" + hark.environment("HARK_SEARCH_PORT"))),
        "512m");
  }

  private void assertIndexIs(ExpectedIndex expected, Owner owner, List<Event> events)
      throws Exception {
    Gateway gateway = hark.gatewayOf(owner.projectId());
    ChunkIndex chunks = new ChunkIndex(hark.address("opensearch"));
    Set<String> recordingIds = new HashSet<>();
    events.stream()
        .filter(e -> e.data().has("recording_id"))
        .map(Event::key)
        .forEach(recordingIds::add);
    for (String id : recordingIds) {
      Gateway.Answer answer = gateway.get("/v1/recordings/" + id);
      if (!expected.recordingIds().contains(id)) {
        assertEquals(404, answer.status(), id + " was deleted");
        assertEquals(List.of(), chunks.ordinals(id), "chunks of the deleted " + id);
        continue;
      }
      ExpectedIndex.Recording recording = expected.recording(id);
      assertEquals(200, answer.status(), answer.raw());
      assertEquals(recording.title, answer.body().path("title").asText(), id);
      assertEquals(recording.status, answer.body().path("status").asText(), id);
      assertTranscript(gateway, chunks, id, recording.searchable.orElseThrow());
    }
  }

  private static void assertTranscript(
      Gateway gateway, ChunkIndex chunks, String recordingId, Event completed) throws Exception {
    String transcriptionId = completed.data().path("transcription_id").asText();
    JsonNode transcription = gateway.get("/v1/transcriptions/" + transcriptionId).body();
    JsonNode sent = RunningHark.json(completed.data().path("segments").toString());
    JsonNode told = transcription.path("segments").deepCopy();
    // The same times once more, in seconds.
    told.forEach(segment -> ((ObjectNode) segment).remove(List.of("start", "end")));
    assertEquals(sent, told, recordingId);
    List<Integer> ordinals = chunks.ordinals(recordingId);
    assertEquals(
        IntStream.range(0, ordinals.size()).boxed().toList(), ordinals, "chunks of " + recordingId);
    assertEquals(Set.of(transcriptionId), chunks.transcriptionIds(recordingId));
  }
}
