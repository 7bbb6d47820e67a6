package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import io.grpc.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However many ids, keys and paths are sent, there are as many series as routes and statuses. */
class MetricsIT {
  private static final Set<String> LABELS =
      Set.of(
          "area",
          "cause",
          "action",
          "gc",
          "id",
          "pool",
          "name",
          "state",
          "level",
          "quantile",
          "le",
          "method",
          "status",
          "uri",
          "exception",
          "service",
          "main_class",
          "jvm",
          "version",
          "runtime",
          "vendor",
          "type",
          "time_zone",
          "client_id",
          "node_id",
          "topic");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");

  private static Set<String> series(RawHttp http) {
    return http.get("/prometheus")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  @Test
  void theNumberOfSeriesDoesNotGrowWithWhatIsSent() {
    try (RunningGateway gateway = RunningGateway.start(Map.of())) {
      RawHttp http = gateway.http();
      List<String> keys =
          Stream.of("a", "b", "c")
              .map(name -> "Authorization: Bearer " + gateway.key("--project", "proj_" + name))
              .toList();
      gateway
          .searchService()
          .getRecording
          .answers(
              request -> {
                if (request.getRecordingId().endsWith("0")) {
                  throw Status.NOT_FOUND.asRuntimeException();
                }
                return GetRecordingResponse.newBuilder()
                    .setRecording(Recording.newBuilder().setEndUserId("eu_1"))
                    .build();
              });
      // From then on Kafka's producer has some, too.
      assertEquals(
          204, http.send("DELETE", "/v1/recordings/rec_1", null, keys.getFirst()).status());
      Random random = new Random(4);
      send(http, keys, random, 20);
      // The look itself is counted from the second one on.
      series(http);
      Set<String> before = series(http);
      send(http, keys, random, 200);
      Set<String> after = series(http);
      // The JVM's own, such as those of its collector, come when they come.
      assertEquals(
          Set.of(),
          after.stream()
              .filter(line -> line.startsWith("http_") || line.startsWith("hark_"))
              .filter(line -> !before.contains(line))
              .collect(Collectors.toSet()));
      assertTrue(after.size() < 500, after.size() + " series");
      assertLabels(after);
    }
  }

  private static void send(RawHttp http, List<String> keys, Random random, int rounds) {
    for (int i = 0; i < rounds; i++) {
      String id = "rnd" + Long.toString(random.nextLong(1L << 50), 36) + i % 10;
      String key = keys.get(i % keys.size());
      switch (i % 5) {
        case 0 -> http.get("/v1/recordings/rec_" + id, key, "X-Request-Id: " + id);
        case 1 -> http.get("/v1/transcriptions/txn_" + id, key);
        case 2 -> http.get("/" + id + "/" + id, key);
        case 3 -> http.send("RND" + id.toUpperCase(Locale.ROOT), "/v1/" + id, null, key);
        default -> http.get("/v1/recordings/rec_" + id, "Authorization: Bearer " + id);
      }
    }
  }

  private static void assertLabels(Set<String> series) {
    for (String line : series) {
      assertFalse(line.toLowerCase(Locale.ROOT).contains("rnd"), line);
      Matcher label = LABEL.matcher(line);
      while (label.find()) {
        assertTrue(LABELS.contains(label.group(1)), line);
        assertFalse(label.group(2).matches(".*\\b(rec|txn|proj|key|eu|req)_.*"), line);
      }
    }
  }
}
