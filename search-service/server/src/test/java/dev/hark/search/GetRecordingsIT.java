package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.proto.search.v1.Mode;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Many recordings looked up by one call. */
class GetRecordingsIT {
  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void looksUpManyAtOnceAndLeavesOutWhatIsNotThereAndWhatIsSomebodyElses() {
    Owner owner = new Owner("proj_many", Mode.MODE_LIVE, "eu_ana");
    Owner other = new Owner("proj_many", Mode.MODE_LIVE, "eu_other");
    ask.create(owner, "rec_b", event(1), 200);
    ask.create(owner, "rec_a", event(2), 300);
    ask.create(other, "rec_o", event(3), 400);
    ask.delete(owner, "rec_gone", event(4));
    assertEquals(
        List.of("rec_b", "rec_a"),
        ask.recordings(owner, "rec_b", "rec_gone", "rec_a", "rec_o", "rec_none", "rec_b"));
    assertEquals(List.of("rec_o"), ask.recordings(other, "rec_b", "rec_o"));
    ask.erase(other, event(5));
    assertEquals(List.of(), ask.recordings(other, "rec_o"));
    String[] tooMany =
        IntStream.rangeClosed(0, 500).mapToObj(i -> "rec_" + i).toArray(String[]::new);
    assertEquals(Status.Code.INVALID_ARGUMENT, code(() -> ask.recordings(owner)));
    assertEquals(Status.Code.INVALID_ARGUMENT, code(() -> ask.recordings(owner, tooMany)));
  }

  /** On a free machine in less than 30 ms, with the session that is opened for them. */
  @Test
  void aSelectedScopeOfFiveHundredIsReadWhileOneWaits() {
    Owner owner = new Owner("proj_500", Mode.MODE_LIVE, "eu_ana");
    String[] ids = IntStream.range(0, 500).mapToObj(i -> "rec_" + i).toArray(String[]::new);
    writeLike(owner, ids);
    long[] micros = new long[50];
    for (int i = -200; i < micros.length; i++) {
      long before = System.nanoTime();
      assertEquals(500, ask.recordings(owner, ids).size());
      micros[Math.max(0, i)] = (System.nanoTime() - before) / 1_000;
    }
    Arrays.sort(micros);
    System.out.printf(
        "500 recordings by one call: p50 %.1f ms, least %.1f ms, most %.1f ms%n",
        micros[25] / 1e3, micros[0] / 1e3, micros[49] / 1e3);
    assertTrue(micros[25] < 200_000, () -> "p50 " + micros[25] + " us");
  }

  /** As many, past the service, like one that it wrote. */
  private static void writeLike(Owner owner, String... ids) {
    new Transcript(owner, "rec_like", "txn_like", event(1), Transcript.texts(3, "word %d"))
        .sendTo(service);
    OpenSearchProbe probe = new OpenSearchProbe();
    String index = "/" + service.prefix() + "-recordings/";
    String key = owner.project() + "/live/";
    String like =
        probe
            .get(index + "_doc/" + URLEncoder.encode(key + "rec_like", StandardCharsets.UTF_8))
            .path("_source")
            .toString();
    StringBuilder lines = new StringBuilder();
    for (String id : ids) {
      lines.append("{\"index\":{\"_id\":\"").append(key).append(id).append("\"}}\n");
      lines.append(like.replace("rec_like", id)).append('\n');
    }
    String errors =
        probe.send("POST", index + "_bulk?refresh=true", lines.toString()).path("errors").asText();
    assertEquals("false", errors);
  }

  private static Event event(long second) {
    return new Event("evt_" + second, second);
  }

  private static Status.Code code(Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }
}
