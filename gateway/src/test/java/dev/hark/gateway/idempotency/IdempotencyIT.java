package dev.hark.gateway.idempotency;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeSearchService;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.gateway.testing.TwoGateways;
import dev.hark.gateway.testing.Waiting;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksResponse;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import io.grpc.Status;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that were sent before, by the example of a search. */
class IdempotencyIT {
  private static final String SEARCH = "/v1/recordings/search";
  private static final String ORDER = "{\"query\":\"friday\",\"end_user_id\":\"eu_1\"}";

  private final RunningGateway one = TwoGateways.one();
  private final RunningGateway other = TwoGateways.other();
  private final FakeSearchService searchService = one.searchService();
  private final Map<String, FoundChunk> found = new ConcurrentHashMap<>();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String bearer = TwoGateways.bearer("--project", project);
  private final String name = "Idempotency-Key: " + UUID.randomUUID();

  @BeforeEach
  void findsAnotherChunkEachTime() {
    searchService.search.answers(
        request -> {
          FoundChunk chunk =
              FoundChunk.newBuilder()
                  .setChunkId("chk_" + UUID.randomUUID().toString().replace("-", ""))
                  .setRecordingId("rec_7")
                  .setOrdinal(3)
                  .setText("Said on a Friday.")
                  .setSpeaker("Maya")
                  .setScore(0.000012)
                  .build();
          found.put(chunk.getChunkId(), chunk.toBuilder().clearScore().build());
          return SearchResponse.newBuilder().setLexicalOnly(true).addChunks(chunk).build();
        });
    whatWasFoundIsThere();
  }

  private void whatWasFoundIsThere() {
    searchService.getChunks.answers(
        request ->
            GetChunksResponse.newBuilder()
                .addAllChunks(
                    request.getChunksList().stream()
                        .flatMap(place -> Stream.ofNullable(found.get(place.getChunkId())))
                        .toList())
                .build());
  }

  private RawAnswer search(RunningGateway gateway, String body, String... headers) {
    return gateway.http().post(SEARCH, body, headers);
  }

  private int searches() {
    return searchService.search.asked().size();
  }

  private static void assertReplays(RawAnswer first, RawAnswer again) {
    assertEquals("", first.header("idempotent-replayed"));
    assertEquals("true", again.header("idempotent-replayed"));
    assertEquals(first.status() + " " + first.body(), again.status() + " " + again.body());
    assertEquals(first.header("content-type"), again.header("content-type"));
    assertEquals(first.header("x-hark-degraded"), again.header("x-hark-degraded"));
    assertNotEquals(first.requestId(), again.requestId());
  }

  @Test
  void theFirstAnswerIsGivenAgainByEveryGateway() {
    RawAnswer first = search(one, ORDER, bearer, name);
    assertEquals("lexical-only", first.header("x-hark-degraded"));
    assertReplays(first, search(one, ORDER, bearer, name));
    assertReplays(first, search(other, ORDER, name, bearer));
    assertEquals(1, searches());
    assertNotEquals(first.body(), search(one, ORDER, bearer).body());
  }

  @Test
  void anotherRequestUnderTheSameKeyIs422() {
    search(one, ORDER, bearer, name);
    RawAnswer body = search(other, ORDER + " ", bearer, name);
    assertEquals("422 idempotency_key_reused", body.status() + " " + body.code());
    RawAnswer path = one.http().post("/v1/ask/sessions", ORDER, bearer, name);
    assertEquals("422 idempotency_key_reused", path.status() + " " + path.code());
    assertEquals(1, searches());
  }

  @Test
  void aKeyIsVisibleAsciiAndThereOnce() {
    for (String good : List.of("a", "!~", "x".repeat(255), "\"quoted\",{}")) {
      assertEquals(200, search(one, ORDER, bearer, "Idempotency-Key: " + good).status(), good);
    }
    for (String bad : List.of("", "x".repeat(256), "a b", "\u00e9", "a\tb")) {
      RawAnswer answer = search(one, ORDER, bearer, "Idempotency-Key: " + bad);
      assertEquals("400 invalid_request null", said(answer), bad);
      assertTrue(answer.message().contains("Idempotency-Key"), answer.body());
    }
    assertEquals("400 invalid_request null", said(search(one, ORDER, bearer, name, name)));
    assertEquals(4, searches());
  }

  private static String said(RawAnswer answer) {
    return answer.status() + " " + answer.code() + " " + answer.param();
  }

  @Test
  void everyPostLooksAtItsKey() {
    List<String> posts =
        one.part(Router.class)
            .uriRoutes()
            .filter(route -> route.getHttpMethod() == HttpMethod.POST)
            .map(route -> route.getUriMatchTemplate().toPathString())
            .filter(path -> path.startsWith("/v1/") && !path.startsWith("/v1/admin/"))
            .toList();
    assertTrue(posts.size() >= 3, posts.toString());
    for (String path : posts) {
      RawAnswer answer =
          one.http().post(path.replace("{id}", "as_1"), "{}", bearer, "Idempotency-Key: a b");
      assertTrue(answer.message().contains("Idempotency-Key"), path + " " + answer.body());
    }
  }

  @Test
  void whatCannotWorkIsToldAgainUnderTheIdOfTheRequest() {
    String wrong = "{\"query\":\"\",\"end_user_id\":\"eu_1\"}";
    RawAnswer first = search(one, wrong, bearer, name);
    RawAnswer again = search(other, wrong, bearer, name, "X-Request-Id: mine");
    assertEquals("400 invalid_request query", said(first));
    assertEquals("true", again.header("idempotent-replayed"));
    assertEquals(first.bodyWithoutId(), again.bodyWithoutId());
    assertEquals("mine", again.json().at("/error/request_id").asText());
  }

  @Test
  void aFailureThatMayPassIsNotKept() {
    searchService.search.fails(Status.INTERNAL);
    assertEquals(503, search(one, ORDER, bearer, name).status());
    findsAnotherChunkEachTime();
    RawAnswer retry = search(other, ORDER, bearer, name);
    assertEquals(200, retry.status());
    assertReplays(retry, search(one, ORDER, bearer, name));
    String bound = TwoGateways.bearer("--project", project, "--end-user", "eu_2");
    assertEquals("403 forbidden end_user_id", said(search(one, ORDER, bound, name)));
    assertEquals("", search(one, ORDER, bound, name).header("idempotent-replayed"));
  }

  @Test
  void nobodyMeetsWhatAnotherWasTold() {
    String plain = "{\"query\":\"friday\"}";
    List<String> callers =
        List.of(
            TwoGateways.bearer("--project", project, "--end-user", "eu_1"),
            TwoGateways.bearer("--project", project, "--end-user", "eu_2"),
            TwoGateways.bearer("--project", project, "--end-user", "eu_1", "--mode", "test"),
            TwoGateways.bearer("--project", project + "x", "--end-user", "eu_1"));
    List<RawAnswer> first = callers.stream().map(key -> search(one, plain, key, name)).toList();
    assertEquals(4, first.stream().map(RawAnswer::body).distinct().count());
    assertEquals(4, searches());
    for (int i = 0; i < callers.size(); i++) {
      assertReplays(first.get(i), search(other, plain, callers.get(i), name));
    }
    assertEquals(200, search(one, ORDER, bearer, name).status());
    assertEquals(5, searches());
    String second = TwoGateways.bearer("--project", project, "--end-user", "eu_1");
    assertReplays(first.getFirst(), search(one, plain, second, name));
  }

  @Test
  void onlyAPostHasAKey() {
    one.askService().onSessions(ListSessionsResponse::getDefaultInstance);
    RawAnswer answer = one.http().get("/v1/ask/sessions", bearer, "Idempotency-Key: a b");
    assertEquals(200, answer.status());
  }

  @Test
  void noWordsAreKeptAndWhatAnEventErasedIsNotGivenAgain() {
    RawAnswer first = search(one, ORDER, bearer, name);
    assertEquals("Said on a Friday.", first.json().at("/results/0/chunk_text").asText());
    assertEquals("0", keptWith("Friday"));
    assertEquals("0", keptWith("Maya"));
    assertReplays(first, search(other, ORDER, bearer, name));
    found.clear();
    RawAnswer later = search(other, ORDER, bearer, name);
    assertEquals("", later.header("idempotent-replayed"), "searched again");
    assertNotEquals(first.body(), later.body());
    assertReplays(later, search(one, ORDER, bearer, name));
    assertEquals(2, searches());
  }

  private String keptWith(String words) {
    return one.firstOf(
        "SELECT count(*) FROM gateway.idempotency WHERE body LIKE '%" + words + "%'");
  }

  @Test
  void aTransientFailureOfTheLookUpIsNotTheEndOfAnAnswer() {
    RawAnswer first = search(one, ORDER, bearer, name);
    searchService.getChunks.fails(Status.UNAVAILABLE);
    assertEquals(503, search(one, ORDER, bearer, name).status());
    whatWasFoundIsThere();
    assertReplays(first, search(one, ORDER, bearer, name));
    assertEquals(1, searches());
  }

  @Test
  void whatIsErasedIsNotGivenAgain() {
    IdempotencyRecords records = one.part(IdempotencyRecords.class);
    ProjectId id = new ProjectId(project);
    search(one, ORDER, bearer, name);
    EndUserId eu1 = new EndUserId("eu_1");
    assertEquals(0, records.erase(id, Mode.TEST, eu1));
    assertEquals(0, records.erase(id, Mode.LIVE, new EndUserId("eu_2")));
    assertEquals(0, records.erase(id, Mode.LIVE, eu1, new RecordingId("rec_77")));
    assertEquals("true", search(one, ORDER, bearer, name).header("idempotent-replayed"));
    assertEquals(1, records.erase(id, Mode.LIVE, eu1, new RecordingId("rec_7")));
    assertEquals("", search(one, ORDER, bearer, name).header("idempotent-replayed"));
    assertEquals(1, records.erase(id, Mode.LIVE, new EndUserId("eu_1")));
    assertEquals("", search(one, ORDER + " ", bearer, name).header("idempotent-replayed"));
    assertEquals(3, searches());
    assertEquals(0, records.sweep(), "nothing is a day old");
  }

  @Test
  void whatIsBeingDoneDuringAnErasureIsNotKeptAndNotDoneByAnother() throws Exception {
    RunningGateway quick =
        one.beside(Map.of("hark.idempotency.lease", "1s", "hark.idempotency.renewal", "200ms"));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch erased = new CountDownLatch(1);
    searchService.search.answers(
        request -> {
          begun.countDown();
          Waiting.until(erased, 20);
          return SearchResponse.getDefaultInstance();
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RawAnswer> first = threads.submit(() -> search(quick, ORDER, bearer, name));
      assertTrue(begun.await(20, TimeUnit.SECONDS));
      one.part(IdempotencyRecords.class)
          .erase(new ProjectId(project), Mode.LIVE, new EndUserId("eu_1"));
      Waiting.seconds(2);
      RawAnswer early = search(other, ORDER, bearer, name);
      assertEquals("409 idempotency_in_progress", early.status() + " " + early.code());
      erased.countDown();
      assertEquals(200, first.get().status());
    }
    await().until(() -> search(other, ORDER, bearer, name).status() == 200);
    assertEquals(2, searches(), "done again, as soon as nobody is at it");
    quick.close();
  }

  @Test
  void afterItsTimeAKeyIsNewAgain() {
    RunningGateway forgetful = one.beside(Map.of("hark.idempotency.keep", "1ms"));
    search(one, ORDER, bearer, name);
    assertEquals("", search(forgetful, ORDER + " ", bearer, name).header("idempotent-replayed"));
    assertEquals(2, searches());
    assertTrue(forgetful.part(IdempotencyRecords.class).sweep() > 0);
    forgetful.close();
  }
}
