package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.contract.Asks;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.Mode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** However many recordings an end user has, they are counted and erased. */
class ManyRecordingsIT {
  /** More than one page of those that are erased; {@code -Dmany=120000} takes its time. */
  private static final int MANY = Integer.getInteger("many", 1_200);

  private static final int AT_ONCE = 5_000;

  private static final String EARLIEST =
      """
      {"took": 1, "responses": [
        {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0},
         "status": 200, "hits": {"total": {"value": 250000, "relation": "eq"}, "hits": [
          {"_index": "i", "_id": "a", "_source": {"created_at": 1700000005000,
            "state": {"created_at": "2023-11-14T22:13:25Z"}}}]}},
        {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0},
         "status": 200, "hits": {"total": {"value": 3, "relation": "eq"}, "hits": [
          {"_index": "i", "_id": "b", "_source": {"created_at": 1700000005000,
            "state": {"created_at": "2023-11-14T22:13:25Z"}}}]}}]}
      """;

  private static final String ONE_LEFT =
      """
      {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0},
       "hits": {"hits": [
        {"_index": "i", "_id": "a", "_routing": "b", "_source": {"recording_id": "rec_a"}}]}}
      """;

  private static Owner owner(String project) {
    return new Owner(project, Mode.MODE_LIVE, "eu_many");
  }

  private static EndUser counted(long recordings, long since) {
    return EndUser.newBuilder()
        .setEndUserId("eu_many")
        .setRecordings(recordings)
        .setCreatedAt(new Event("evt_e", since).stamp().getCreatedAt())
        .build();
  }

  @Test
  void theyAreCountedByOneRequest() {
    Owner owner = owner("proj_one");
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      server.answer("eu_many", 404, "{\"_index\":\"i\",\"_id\":\"1\",\"found\":false}");
      server.answer("_msearch", 200, EARLIEST);
      List<EndUser> found =
          new Asks(service).endUsers(owner.projectCaller(), List.of("eu_many", "eu_less"));
      assertEquals(
          List.of(counted(250_000, 5), counted(3, 5).toBuilder().setEndUserId("eu_less").build()),
          found);
      assertEquals(1, server.requests("_msearch").size());
      assertEquals(0, server.requests("_search").size());
    }
  }

  @Test
  void whatIsDeletedIsNotCounted() {
    Owner owner = owner("proj_count");
    try (TestService service = TestService.start()) {
      Asks ask = new Asks(service);
      for (int i = 1; i <= 6; i++) {
        ask.create(owner, "rec_" + i, new Event("evt_" + i, i), 9);
      }
      assertEquals(counted(6, 1), ask.endUser(owner.caller(), owner.endUser()));
      ask.delete(owner, "rec_1", new Event("evt_d1", 9));
      ask.delete(owner, "rec_4", new Event("evt_d4", 9));
      assertEquals(counted(4, 2), ask.endUser(owner.caller(), owner.endUser()));
    }
  }

  @Test
  void thoseOfAnIndexThatHadNoFieldForTheirTimeAreCountedToo() {
    Owner owner = owner("proj_old");
    OpenSearchProbe probe = new OpenSearchProbe();
    String prefix = TestService.newPrefix();
    TestService.start(prefix, new FakeEmbedder()).awaitReady().close();
    String index = "/" + prefix + "-recordings-v1";
    JsonNode before = probe.get(index).elements().next();
    JsonNode mappings = before.path("mappings");
    ((ObjectNode) mappings.path("properties")).remove("created_at");
    probe.send("DELETE", index, "");
    probe.send(
        "PUT",
        index,
        """
        {"aliases": {"%s-recordings": {}}, "mappings": %s,
         "settings": {"index.knn": true, "index.analysis": %s}}
        """
            .formatted(prefix, mappings, before.at("/settings/index/analysis")));
    write(prefix, owner, 3, false);
    try (TestService service = TestService.start(prefix, new FakeEmbedder()).awaitReady()) {
      Asks ask = new Asks(service);
      ask.create(owner, "rec_new", new Event("evt_n", 7_000), 9);
      assertEquals(counted(4, 1_000), ask.endUser(owner.caller(), owner.endUser()));
    }
  }

  @Test
  void theyAreErased() {
    Owner owner = owner("proj_erased");
    try (TestService service = TestService.start()) {
      Asks ask = new Asks(service);
      write(service.prefix(), owner, MANY, true);
      assertEquals(counted(MANY, 1_000), ask.endUser(owner.caller(), owner.endUser()));
      assertEquals(
          MANY, ask.eraseAndCount(owner, new Event("evt_e", 9)).getRemoved().getRecordings());
      assertEquals(
          EndUser.getDefaultInstance(), ask.endUser(owner.projectCaller(), owner.endUser()));
      assertEquals(List.of(), ask.listedIds(owner.projectCaller()));
    }
  }

  /** Past the service. */
  private static void write(String prefix, Owner owner, int count, boolean withTimes) {
    OpenSearchProbe probe = new OpenSearchProbe();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(document(prefix, owner, "rec_" + i, new Event("evt_e", 1_000 + i), withTimes));
      if ((i + 1) % AT_ONCE == 0 || i + 1 == count) {
        assertEquals(
            "false", probe.send("POST", "/_bulk", lines.toString()).path("errors").asText());
        lines.setLength(0);
      }
    }
    probe.send("POST", "/" + prefix + "-recordings/_refresh", "");
  }

  private static String document(
      String prefix, Owner owner, String recording, Event event, boolean withTime) {
    String project = owner.project() + "/live";
    long second = event.stamp().getCreatedAt().getSeconds();
    return """
    {"index": {"_index": "%s-recordings", "_id": "%s/%s"}}
    {"project": "%s", "tenant": "%s/%s", "recording_id": "%s", %s"state": {"created_at": "%s", \
    "end_user_id": "%s", "transcriptions": {}}}
    """
        .formatted(
            prefix,
            project,
            recording,
            project,
            project,
            owner.endUser(),
            recording,
            withTime ? "\"created_at\": " + second * 1_000 + ", " : "",
            Instant.ofEpochSecond(second),
            owner.endUser());
  }

  @Test
  void anErasureThatNobodyWaitsForStopsUntilItIsAskedForAgain() {
    Owner owner = owner("proj_left");
    try (FakeOpenSearch server = new FakeOpenSearch();
        TestService service = TestService.at(server.url()).awaitReady()) {
      server.answer("_search", 200, ONE_LEFT);
      server.answer(
          "_bulk",
          200,
          "{\"took\":1,\"errors\":false,\"items\":[{\"index\":{\"_index\":\"i\",\"status\":200}}]}");
      StatusRuntimeException end =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  service
                      .write()
                      .withDeadlineAfter(1, TimeUnit.SECONDS)
                      .deleteEndUser(
                          DeleteEndUserRequest.newBuilder()
                              .setCaller(owner.projectCaller())
                              .setStamp(new Event("evt_e", 9).stamp())
                              .setEndUserId(owner.endUser())
                              .build()));
      assertEquals(Status.Code.DEADLINE_EXCEEDED, end.getStatus().getCode());
      assertFalse(server.requests("_bulk").isEmpty(), "it had begun");
      AtomicInteger before = new AtomicInteger(-1);
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                int now = server.requests("_bulk").size();
                return before.getAndSet(now) == now;
              });
    }
  }
}
