package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.search.FakeOpenSearch.Answer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a transcript costs OpenSearch. */
class CallsPerTranscriptIT {
  private static final Owner OWNER = new Owner("proj_c", Mode.MODE_LIVE, "eu_c");
  private static final String FOUND =
      "{\"took\":1,\"status\":200,\"timed_out\":false,"
          + "\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0},\"hits\":{%s}}";
  private static final String TWO_WRITTEN =
      FOUND.formatted("\"total\":{\"value\":2,\"relation\":\"eq\"},\"hits\":[]");
  private static final String ONE_TO_REMOVE =
      FOUND.formatted("\"hits\":[{\"_index\":\"i\",\"_id\":\"old.0\",\"_routing\":\"r\"}]");

  @Test
  void oneThatReplacesAnotherTakesSixCalls() {
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      server.answer("_bulk", body -> new Answer(200, done(body)));
      server.answer(
          "_msearch",
          200,
          "{\"took\":1,\"responses\":[" + TWO_WRITTEN + "," + ONE_TO_REMOVE + "]}");
      new Transcript(OWNER, "rec_c", "txn_c", new Event("evt_c", 1), List.of("some", "words"))
          .sendTo(service);
      assertEquals(
          List.of(
              "PUT lease",
              "POST _mget",
              "POST _bulk, visible",
              "POST _msearch",
              "PUT rec_c, visible",
              "POST _bulk"),
          server.calls().stream()
              .filter(call -> !call.matches(".*(_alias|_mapping|hark-).*"))
              .toList());
      assertTrue(server.requests("rec_c").getFirst().contains("txn_c"));
      assertEquals(
          List.of("index index create", "delete delete update"),
          server.requests("_bulk").stream().map(CallsPerTranscriptIT::actions).toList());
    }
  }

  private static String id(String action) {
    return action.replaceAll(".*\"_id\":\"([^\"]*)\".*", "$1");
  }

  private static String actions(String bulk) {
    return bulk.lines()
        .filter(line -> line.contains("\"_id\":"))
        .map(line -> line.split("\"", 3)[1])
        .collect(Collectors.joining(" "));
  }

  /** Of an end user who is not erased: there is nothing to be updated. */
  private static String done(String bulk) {
    String items =
        bulk.lines()
            .filter(line -> line.contains("\"_id\":"))
            .map(
                line ->
                    line.startsWith("{\"update\"")
                        ? "{\"update\":{\"_index\":\"i\",\"_id\":\"proj_c/live/eu_c\",\"status\":404,"
                              + "\"error\":{\"type\":\"document_missing_exception\"}}}"
                        : "{\"index\":{\"_index\":\"i\",\"_id\":\"%s\",\"status\":200}}"
                            .formatted(id(line)))
            .collect(Collectors.joining(","));
    return "{\"took\":1,\"errors\":false,\"items\":[" + items + "]}";
  }
}
