package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a look-up costs OpenSearch. */
class CallsPerLookUpIT {
  private static final Owner OWNER = new Owner("proj_c", Mode.MODE_LIVE, "eu_c");
  private static final String NO_RECORDINGS =
      "{\"took\":1,\"timed_out\":false,\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0},"
          + "\"hits\":{\"total\":{\"value\":0,\"relation\":\"eq\"},\"hits\":[]}}";

  @Test
  void endUsersTakeFourReadsAndMakeNothingVisible() {
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      String one = "{\"status\":200," + NO_RECORDINGS.substring(1);
      server.answer("_msearch", 200, "{\"took\":1,\"responses\":[%s,%s]}".formatted(one, one));
      server.answer("_search", 200, NO_RECORDINGS);
      assertEquals(
          List.of(), new Asks(service).endUsers(OWNER.projectCaller(), List.of("eu_c", "eu_d")));
      assertEquals(
          List.of("POST _msearch", "POST _search", "POST _msearch", "POST _mget"), callsOf(server));
    }
  }

  @Test
  void manyRecordingsTakeOneMultiGet() {
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      String[] ids = IntStream.range(0, 500).mapToObj(i -> "rec_" + i).toArray(String[]::new);
      assertEquals(List.of(), new Asks(service).recordings(OWNER, ids));
      assertEquals(List.of("POST _mget"), callsOf(server));
    }
  }

  private static List<String> callsOf(FakeOpenSearch server) {
    return server.calls().stream()
        .filter(call -> !call.matches(".*(_alias|_mapping|hark-).*"))
        .toList();
  }
}
