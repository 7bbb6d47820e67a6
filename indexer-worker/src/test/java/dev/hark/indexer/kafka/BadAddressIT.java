package dev.hark.indexer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.url.TranscriptServer;
import dev.hark.indexer.indexing.url.UrlTranscriptSource;
import dev.hark.runtime.id.Ids.ProjectId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One tenant's addresses that lead nowhere, and the others in the same partition. */
@Execution(ExecutionMode.CONCURRENT)
final class BadAddressIT {
  private static final int EVENTS = 50;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final FetchConfiguration PATIENT =
      new FetchConfiguration(Duration.ofMinutes(15), 64, 8);

  private final FakeIndexService index = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();

  private RunningWorker worker(
      TestTopic topic, FetchConfiguration fetches, TranscriptSource source) {
    return new RunningWorker(
        RunningWorker.settings(topic, Map.of()), fetches, index, embedder, source);
  }

  private static List<String> recordings(String name) {
    return IntStream.range(0, EVENTS).mapToObj(i -> name + i).toList();
  }

  private boolean isSearchable(String recording) {
    return index.transcript(recording).isPresent();
  }

  @Test
  void deadAddressesOfOneTenantHoldUpNobodyBehindThem() throws Exception {
    try (TestTopic topic = new TestTopic(1);
        TranscriptServer server = new TranscriptServer();
        UrlTranscriptSource source = server.source(Duration.ofSeconds(60));
        RunningWorker worker = worker(topic, PATIENT, source)) {
      await().atMost(SOON).until(() -> worker.assigned() == 1);
      List<String> dead =
          List.of(
              "https://nobody.invalid/t.json",
              "https://1.1.1.1:99999/t.json",
              server.url("/silent").toString(),
              server.url("/drip").toString(),
              server.url("/garbage").toString());
      for (int i = 0; i < EVENTS; i++) {
        topic.send(0, Events.completedAt("proj_bad", "rec_bad" + i, dead.get(i % dead.size())));
      }
      String good = server.url("/good").toString();
      for (String recording : recordings("rec_good")) {
        topic.send(0, Events.completedAt("proj_good", recording, good));
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> recordings("rec_good").stream().allMatch(this::isSearchable));
      assertTrue(recordings("rec_bad").stream().noneMatch(this::isSearchable));
    }
  }

  @Test
  void givesUpWhatIsNotThereInTimeAndKeepsTheEventAsItCame() throws Exception {
    try (TestTopic topic = new TestTopic(1);
        TranscriptServer server = new TranscriptServer();
        UrlTranscriptSource source = server.source(Duration.ofMillis(300))) {
      topic.send(0, Events.renamed("rec_other", "before"));
      String silent = server.url("/silent").toString();
      String garbage = server.url("/garbage").toString();
      String event = Events.completedAt("proj_1", "rec_1", silent);
      topic.send(
          0, event.getBytes(UTF_8), List.of(new RecordHeader("trace", "t1".getBytes(UTF_8))));
      topic.send(0, Events.completedAt("proj_1", "rec_2", garbage));
      topic.send(0, Events.completedAt("proj_1", "rec_3", "https://nobody.invalid/t"));
      topic.send(0, Events.completedAt("proj_1", "rec_4", "https://1.1.1.1:99999/t"));
      FetchConfiguration hasty = new FetchConfiguration(Duration.ofSeconds(1), 64, 8);
      try (RunningWorker worker = worker(topic, hasty, source)) {
        await().atMost(SOON).until(() -> topic.deadLetters().size() == 4);
        assertEquals(5, topic.committed(0));
        await().atMost(SOON).until(() -> worker.gauge("hark.indexer.fetches") == 0);
      }
      ConsumerRecord<String, byte[]> letter = letterOf(topic, 1);
      assertEquals(event, new String(letter.value(), UTF_8));
      assertEquals("key", letter.key());
      assertEquals("t1", header(letter, "trace"));
      assertEquals("0", header(letter, "source-partition"));
      assertNull(letter.headers().lastHeader("first-seen"));
      for (int offset = 1; offset < 4; offset++) {
        assertEquals("transcript_unreachable", header(letterOf(topic, offset), "error-code"));
      }
      assertEquals("transcript_url_not_allowed", header(letterOf(topic, 4), "error-code"));
      assertEquals(
          "transcript_unreachable",
          index.updates("rec_1").getFirst().getTranscription().getErrorCode());
    }
  }

  @Test
  void whatOvertookAFetchHoldsWhateverTheServerSaysLater() throws Exception {
    try (TestTopic topic = new TestTopic(1);
        TranscriptServer server = new TranscriptServer();
        UrlTranscriptSource source = server.source(Duration.ofSeconds(5))) {
      String later = server.url("/later").toString();
      topic.send(0, Events.completedAt("proj_1", "rec_deleted", later));
      topic.send(0, Events.completedAt("proj_1", "rec_newer", later));
      topic.send(0, Events.completedAt("proj_1", "rec_kept", later));
      topic.send(0, Events.deleted("rec_deleted"));
      topic.send(0, Events.completed("rec_newer", Events.AT.plusSeconds(1), "newer words"));
      try (RunningWorker _ = worker(topic, PATIENT, source)) {
        await().atMost(SOON).until(() -> topic.committed(0) == 5 && server.askedLater() >= 3);
      }
      server.answerLater();
      // Another worker knows of them too: nothing was done.
      try (RunningWorker worker = worker(topic, PATIENT, source)) {
        await().atMost(SOON).until(() -> isSearchable("rec_kept"));
        await().atMost(SOON).until(() -> worker.gauge("hark.indexer.fetches") == 0);
      }
      assertFalse(isSearchable("rec_deleted"));
      assertEquals(
          "newer words", index.transcript("rec_newer").orElseThrow().chunks().getFirst().getText());
      assertEquals(List.of(), topic.deadLetters());
    }
  }

  /** Where our own program fails on one event, in its partition and among the fetches. */
  @Test
  void aFaultOfOursIsKeptOnceAndTheNextGoesOn() {
    TranscriptSource faulty =
        new TranscriptSource() {
          @Override
          public Optional<Problem> check(URI url) {
            if (url.getPath().equals("/check")) {
              throw new IllegalStateException("secretword");
            }
            return Optional.empty();
          }

          @Override
          public Reading read(ProjectId project, URI url) {
            throw new IllegalStateException("secretword");
          }
        };
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic, PATIENT, faulty)) {
      topic.send(0, Events.completedAt("proj_1", "rec_1", "https://a.example/check"));
      topic.send(0, Events.completedAt("proj_1", "rec_2", "https://a.example/read"));
      topic.send(0, Events.completed("rec_3", Events.AT, "goes on"));
      await().atMost(SOON).until(() -> topic.committed(0) == 3 && isSearchable("rec_3"));
      await().atMost(SOON).until(() -> topic.deadLetters().size() == 2);
      for (ConsumerRecord<String, byte[]> letter : topic.deadLetters()) {
        assertEquals("internal_error", header(letter, "error-code"));
        assertFalse(header(letter, "error-message").contains("secretword"));
      }
      assertEquals(
          "internal_error", index.updates("rec_1").getFirst().getTranscription().getErrorCode());
    }
  }

  private static ConsumerRecord<String, byte[]> letterOf(TestTopic topic, long offset) {
    return topic.deadLetters().stream()
        .filter(letter -> header(letter, "source-offset").equals(String.valueOf(offset)))
        .findFirst()
        .orElseThrow();
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
