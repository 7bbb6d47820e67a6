package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.proto.search.v1.Mode;
import dev.hark.search.FakeOpenSearch.Answer;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a transcript costs OpenSearch. */
class CallsPerTranscriptIT {
  private static final Owner OWNER = new Owner("proj_c", Mode.MODE_LIVE, "eu_c");
  private static final String ABSENT = "{\"_index\":\"i\",\"_id\":\"1\",\"found\":false}";
  private static final String SHARDS = "\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0}";
  private static final String WRITTEN =
      "{\"_index\":\"i\",\"_id\":\"1\",\"_version\":1,\"_seq_no\":0,\"_primary_term\":1,\"result\":\"created\","
          + SHARDS
          + "}";
  private static final String ONE_TO_REMOVE =
      "{\"took\":1,\"timed_out\":false,"
          + SHARDS
          + ",\"hits\":{\"hits\":[{\"_index\":\"i\",\"_id\":\"old.0\",\"_routing\":\"r\"}]}}";

  @Test
  void oneThatReplacesAnotherTakesTwelveCallsAndMakesEachIndexVisibleOnce() {
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      server.answer("eu_c", 404, ABSENT);
      server.answer(
          "rec_c", body -> body.isEmpty() ? new Answer(404, ABSENT) : new Answer(201, WRITTEN));
      server.answer("_bulk", body -> new Answer(200, done(body)));
      server.answer("_count", 200, "{\"count\":2," + SHARDS + "}");
      server.answer("_search", 200, ONE_TO_REMOVE);
      new Transcript(OWNER, "rec_c", "txn_c", new Event("evt_c", 1), List.of("some", "words"))
          .sendTo(service);
      assertEquals(
          List.of(
              "PUT lease",
              "GET rec_c",
              "GET eu_c",
              "PUT txn_c",
              "POST _bulk, visible",
              "POST _count",
              "GET eu_c",
              "PUT rec_c, visible",
              "GET eu_c",
              "POST _search",
              "POST _bulk",
              "DELETE lease"),
          server.calls().stream()
              .filter(call -> !call.matches(".*(_alias|_mapping|hark-).*"))
              .toList());
    }
  }

  private static String done(String body) {
    String items =
        body.lines()
            .filter(line -> line.startsWith("{\"index\":{") || line.startsWith("{\"delete\":{"))
            .map(line -> "{\"index\":{\"_index\":\"i\",\"status\":200}}")
            .collect(Collectors.joining(","));
    return "{\"took\":1,\"errors\":false,\"items\":[" + items + "]}";
  }
}
