package dev.hark.indexer.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.FakeIndexService;
import dev.hark.indexer.indexing.url.TranscriptServer;
import dev.hark.indexer.indexing.url.UrlTranscriptSource;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One tenant's addresses that lead nowhere, and the others in the same partition. */
final class BadAddressIT {
  private static final int EVENTS = 50;

  private final FakeIndexService index = new FakeIndexService();
  private final FakeEmbedder embedder = new FakeEmbedder();

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
        UrlTranscriptSource source = server.source(Duration.ofSeconds(60))) {
      List<String> dead =
          List.of(
              "https://nobody.invalid/t.json",
              "https://1.1.1.1:99999/t.json",
              server.url("/silent").toString(),
              server.url("/garbage").toString());
      for (int i = 0; i < EVENTS; i++) {
        topic.send(0, Events.completedAt("proj_bad", "rec_bad" + i, dead.get(i % dead.size())));
      }
      String good = server.url("/good").toString();
      for (String recording : recordings("rec_good")) {
        topic.send(0, Events.completedAt("proj_good", recording, good));
      }
      KafkaConfiguration settings =
          RunningWorker.settings(topic.bootstrap(), topic.name(), UnaryOperator.identity());
      try (RunningWorker _ = new RunningWorker(settings, index, embedder, source)) {
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> recordings("rec_good").stream().allMatch(this::isSearchable));
      }
      assertTrue(recordings("rec_bad").stream().noneMatch(this::isSearchable));
    }
  }
}
