package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.FakeOpenSearch;
import dev.hark.search.FakeOpenSearch.Answer;
import dev.hark.search.TestConfigurations;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.RecordingKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks are removed by their ids, until none is found. */
class OpenSearchChunkIndexIT {
  private static final ObsoleteChunks OBSOLETE =
      new ObsoleteChunks.OfRecording(
          new RecordingKey(
              new Project(new ProjectId("proj_p"), Mode.LIVE), new RecordingId("rec_r")));
  private static final String FOUND =
      "{\"took\":1,\"timed_out\":false,\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0},"
          + "\"hits\":{\"hits\":[%s]}}";
  private static final String HIT = "{\"_index\":\"i\",\"_id\":\"old.%d\",\"_routing\":\"r\"}";

  private final FakeOpenSearch server = new FakeOpenSearch();
  private final Connections connections =
      new Connections(TestConfigurations.index(server.url(), "hark"));
  private final ConcurrentLinkedQueue<String> pages = new ConcurrentLinkedQueue<>();
  private final Bulk bulk = new Bulk(connections.writes(), Duration.ofMillis(1));
  private final IndexConfiguration.Names names = new IndexConfiguration.Names("hark");
  private final OpenSearchChunkIndex index =
      new OpenSearchChunkIndex(connections.writes(), bulk, names);

  @BeforeEach
  void answer() {
    server.answer(
        "_bulk",
        200,
        "{\"took\":1,\"errors\":false,\"items\":[{\"delete\":{\"_index\":\"i\",\"status\":200}}]}");
    server.answer(
        "_search",
        request -> {
          String page = pages.poll();
          return new Answer(200, FOUND.formatted(page == null ? "" : page));
        });
  }

  @AfterEach
  void stop() {
    connections.close();
    server.close();
  }

  @Test
  void whatBecomesVisibleMeanwhileIsRemovedToo() {
    pages.addAll(List.of(HIT.formatted(1), HIT.formatted(2)));
    assertEquals(2, index.remove(OBSOLETE));
    assertEquals(
        List.of(
            "POST _refresh",
            "POST _search",
            "POST _bulk, visible",
            "POST _search",
            "POST _bulk, visible",
            "POST _search"),
        server.calls());
  }
}
