package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Retrieval;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.search.FakeOpenSearch.Answer;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What callers are told when OpenSearch is refused, hung, busy or answers for a part only. */
class OpenSearchFaultsIT {
  private static final Owner OWNER = new Owner("proj_f", Mode.MODE_LIVE, "eu_f");
  private static final String LEG =
      "{\"took\":1,\"status\":200,\"timed_out\":%s,\"_shards\":{\"total\":2,\"successful\":2,\"failed\":%d},\"hits\":{\"hits\":[]}}";
  private static final String NOTHING_LEFT =
      "{\"took\":1,\"timed_out\":false,\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0},\"hits\":{\"hits\":[]}}";

  private static final String HTML = "<html><body>Bad request</body></html>";
  private static final String BULK = "{\"took\":1,\"errors\":true,\"items\":[%s]}";
  private static final String DONE = "{\"index\":{\"_index\":\"i\",\"status\":201}}";

  private final FakeOpenSearch server = new FakeOpenSearch();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Answers of both legs, and of the two that look for titles. */
  private static String legs(String first, String second) {
    return responses(first, second, leg(false, 0), leg(false, 0));
  }

  private static String responses(String... legs) {
    return "{\"took\":1,\"responses\":[" + String.join(",", legs) + "]}";
  }

  private static String leg(boolean timedOut, int failed) {
    return LEG.formatted(timedOut, failed);
  }

  /** Has answered before, so that no test's clock runs while classes are loaded. */
  private TestService service() {
    TestService service = TestService.at(server.url()).awaitReady();
    server.answer("_msearch", 200, legs(leg(false, 0), leg(false, 0)));
    assertEquals(List.of(), new Asks(service).search(OWNER, "words"));
    return service;
  }

  private static void assertUnavailableSoon(Executable call) {
    long before = System.nanoTime();
    StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, call);
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertEquals(Status.Code.UNAVAILABLE, refusal.getStatus().getCode());
    assertFalse(String.valueOf(refusal.getMessage()).contains("127.0.0.1"), refusal.getMessage());
    assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, () -> "took " + took);
  }

  @Test
  void aWholeAnswerOfNothingIsNothingFound() {
    try (TestService service = service()) {
      server.answer("_msearch", 200, legs(leg(false, 0), leg(false, 0)));
      assertEquals(List.of(), new Asks(service).search(OWNER, "words"));
    }
  }

  @Test
  void failedShardsTimeOutsAndMissingLegsAreNeverAnAnswer() {
    List<String> partial =
        List.of(
            legs(leg(false, 1), leg(false, 1)),
            legs(leg(false, 1), leg(true, 0)),
            legs(leg(true, 0), "{\"status\":503,\"error\":{\"type\":\"busy\"}}"),
            responses(leg(false, 0), leg(false, 0), leg(false, 1), leg(false, 0)),
            responses(leg(false, 0), leg(false, 0), leg(false, 0), leg(true, 0)),
            responses(leg(false, 0), leg(false, 0), leg(false, 0)),
            responses(leg(false, 0)),
            "{}",
            "not json");
    try (TestService service = service()) {
      for (String body : partial) {
        server.answer("_msearch", 200, body);
        assertUnavailableSoon(() -> new Asks(service).search(OWNER, "words"));
      }
    }
  }

  /**
   * Ways in which a leg fails that may pass; what it found all the same is no part of an answer.
   */
  private static final List<String> FAILED =
      List.of(
          leg(false, 1),
          leg(true, 0),
          "{\"status\":503,\"error\":{\"type\":\"busy\"}}",
          "{\"status\":500,\"error\":{\"type\":\"knn_circuit_breaker_exception\"}}",
          "{\"status\":429,\"error\":{\"type\":\"rejected\"}}",
          "{\"status\":400,\"error\":{\"type\":\"index_closed_exception\"}}");

  /** Such as of expensive queries, or of as many words: no other try is answered either. */
  private static final List<String> REFUSED =
      List.of(
          byShards(
              "\"type\":\"query_shard_exception\",\"reason\":\"failed to create query: [script"
                  + " score] queries cannot be executed when 'search.allow_expensive_queries' is"
                  + " set to false.\""),
          byShards(
              "\"type\":\"query_shard_exception\",\"reason\":\"failed to create"
                  + " query\",\"caused_by\":{\"type\":\"too_many_clauses\",\"reason\":\"maxClauseCount"
                  + " is set to 9\"}"));

  /** As OpenSearch tells that every shard has refused. */
  private static String byShards(String cause) {
    return """
    {"status":400,"error":{"type":"search_phase_execution_exception","reason":"all shards failed",
    "phase":"query","grouped":true,"root_cause":[{%s}]}}\
    """
        .formatted(cause)
        .replace("\n", "");
  }

  @Test
  void aLegThatFailsOrIsRefusedAloneIsDoneWithoutAndSaid() {
    List<String> failures = Stream.concat(FAILED.stream(), REFUSED.stream()).toList();
    try (TestService service = service()) {
      for (String failed : failures) {
        server.answer("_msearch", 200, legs(leg(false, 0), failed));
        SearchResponse words = searched(service, Retrieval.RETRIEVAL_HYBRID);
        assertTrue(words.getLexicalOnly() && !words.getSemanticOnly(), failed);
        assertEquals("", words.getEmbeddingModel());
        server.answer("_msearch", 200, legs(failed, leg(false, 0)));
        SearchResponse meaning = searched(service, Retrieval.RETRIEVAL_HYBRID);
        assertTrue(meaning.getSemanticOnly() && !meaning.getLexicalOnly(), failed);
        assertEquals("fake-words", meaning.getEmbeddingModel());
        server.answer("_msearch", 200, responses(leg(false, 0), failed, leg(false, 0), failed));
        assertTrue(searched(service, Retrieval.RETRIEVAL_HYBRID).getLexicalOnly(), failed);
      }
      assertEquals(2 * failures.size(), service.count("hark.search.lexical.only"));
      assertEquals(failures.size(), service.count("hark.search.semantic.only"));
    }
  }

  @Test
  void aLegThatIsAskedForAloneIsWholeOrNotAtAll() {
    try (TestService service = service()) {
      for (String failed : FAILED) {
        server.answer("_msearch", 200, responses(failed));
        for (Retrieval one : List.of(Retrieval.RETRIEVAL_LEXICAL, Retrieval.RETRIEVAL_SEMANTIC)) {
          assertUnavailableSoon(() -> searched(service, one));
        }
      }
    }
  }

  /** It is a wish, not a limit: all that was asked for is there without it. */
  @Test
  void whatIsPreferredIsDoneWithoutWhenItFails() {
    String well = leg(false, 0);
    try (TestService service = service()) {
      for (String failed : FAILED) {
        for (List<String> preferred :
            List.of(List.of(failed, well), List.of(well, failed), List.of(failed, failed))) {
          String answers =
              responses(well, well, well, well, preferred.getFirst(), preferred.getLast());
          server.answer("_msearch", 200, answers);
          SearchResponse all =
              new Asks(service)
                  .searched(OWNER, "words", request -> request.addPreferredRecordingIds("rec_a"));
          assertFalse(all.getLexicalOnly() || all.getSemanticOnly(), failed);
        }
      }
    }
  }

  private static SearchResponse searched(TestService service, Retrieval retrieval) {
    return new Asks(service).searched(OWNER, "words", request -> request.setRetrieval(retrieval));
  }

  @Test
  void busyBrokenHungAndBackAgain() {
    try (TestService service = service()) {
      Asks ask = new Asks(service);
      for (int status : List.of(429, 500, 503)) {
        server.answer("_msearch", status, "{}");
        assertUnavailableSoon(() -> ask.search(OWNER, "words"));
      }
      server.hang("_msearch");
      assertUnavailableSoon(() -> ask.search(OWNER, "words"));
      server.answer("_msearch", 200, legs(leg(false, 0), leg(false, 0)));
      assertEquals(List.of(), ask.search(OWNER, "words"));
    }
  }

  @Test
  void aRequestThatIsRejectedIsNoOutageAndNotTriedAgain() {
    String wrong = "{\"status\":400,\"error\":{\"type\":\"parsing_exception\"}}";
    String byShards =
        byShards(
            "\"type\":\"query_shard_exception\",\"reason\":\"failed to create query: no such"
                + " field\"");
    try (TestService service = service()) {
      for (Answer answer :
          List.of(
              new Answer(400, wrong),
              new Answer(200, legs(leg(false, 0), wrong)),
              new Answer(200, legs(leg(false, 0), byShards)))) {
        int before = server.requests("_msearch").size();
        server.answer("_msearch", request -> answer);
        StatusRuntimeException failure =
            assertThrows(
                StatusRuntimeException.class, () -> new Asks(service).search(OWNER, "words"));
        assertEquals(Status.Code.INTERNAL, failure.getStatus().getCode());
        assertEquals("internal error", failure.getStatus().getDescription());
        assertEquals(before + 1, server.requests("_msearch").size());
      }
    }
  }

  /** What a proxy answers is nothing that an operator could mend in the index. */
  @Test
  void anIndexThatMayNotBeLookedAtIsNotMissing() {
    try (TestService service = service()) {
      for (int status : List.of(401, 403, 405)) {
        server.answer("hark-chunks", status, "{}");
        awaitUnreachable(service, "answered " + status);
        server.answer("hark-chunks", 200, "{}");
        service.awaitReady();
      }
    }
  }

  @Test
  void whatIsNoJsonIsAnOutage() {
    try (TestService service = service()) {
      Asks ask = new Asks(service);
      for (int status : List.of(200, 400, 404, 502)) {
        server.answer("_msearch", status, HTML);
        assertUnavailableSoon(() -> ask.search(OWNER, "words"));
        server.answer("_mapping", status, HTML);
        awaitUnreachable(service, status < 500 ? "cannot be read" : "answered 502");
        server.answer("_mapping", 200, FakeOpenSearch.MAPPING);
        service.awaitReady();
      }
    }
  }

  private static void awaitUnreachable(TestService service, String words) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                service.condition() instanceof IndexCondition.Unreachable unreachable
                    && unreachable.reason().contains(words));
  }

  @Test
  void refusedFromTheStartIsUnreadyAndUnavailable() {
    try (TestService service = TestService.at(URI.create("http://127.0.0.1:1"))) {
      assertUnavailableSoon(() -> new Asks(service).search(OWNER, "words"));
      assertUnavailableSoon(() -> new Asks(service).recording(OWNER.caller(), "rec_r"));
    }
  }

  @Test
  void itemsThatTheIndexIsTooBusyForAreSentAgainAlone() {
    AtomicInteger bulks = new AtomicInteger();
    String refused = "{\"index\":{\"_index\":\"i\",\"status\":429,\"error\":{\"type\":\"busy\"}}}";
    server.answer(
        "_bulk",
        body ->
            new Answer(
                200,
                BULK.formatted(
                    bulks.getAndIncrement() == 0 ? String.join(",", DONE, refused, DONE) : DONE)));
    send("words one", "words two");
    List<String> sent = server.requests("_bulk");
    assertTrue(sent.get(0).contains("words one") && sent.get(0).contains("words two"));
    assertEquals(2, sent.size());
    assertFalse(sent.get(1).contains("\"text\":\"words one\""), sent.get(1));
    assertTrue(sent.get(1).contains("\"text\":\"words two\""), sent.get(1));
  }

  @Test
  void aRefusedOrCutBulkIsSentAgainWhole() {
    AtomicInteger bulks = new AtomicInteger();
    List<Answer> answers =
        List.of(
            new Answer(503, "{}"),
            new Answer(200, BULK.formatted(DONE).substring(0, 20)),
            new Answer(200, BULK.formatted("")),
            new Answer(200, BULK.formatted(String.join(",", DONE, DONE))));
    server.answer("_bulk", body -> answers.get(Math.min(3, bulks.getAndIncrement())));
    send("words");
    assertEquals(4, server.requests("_bulk").size());
  }

  @Test
  void anIndexThatStaysBusyIsToldAfterABoundedTime() {
    server.answer("_bulk", 429, "{}");
    assertEquals(Status.Code.UNAVAILABLE, send("words"));
    assertEquals(6, server.requests("_bulk").size());
  }

  @Test
  void anItemThatIsRejectedForGoodIsNotSentAgain() {
    server.answer(
        "_bulk",
        200,
        BULK.formatted(
            "{\"index\":{\"_index\":\"i\",\"status\":400,\"error\":{\"type\":\"mapper_parsing\"}}},"
                + DONE));
    server.answer("_refresh", 200, "{\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0}}");
    server.answer("_search", 200, NOTHING_LEFT);
    assertEquals(Status.Code.INVALID_ARGUMENT, send("words"));
    assertEquals(1, server.requests("_bulk").size());
    assertEquals(1, server.requests("_search").size());
  }

  /** How sending a transcript ends; the fake shows none of its chunks, so well is never how. */
  private Status.Code send(String... texts) {
    try (TestService service = service()) {
      Transcript transcript =
          new Transcript(OWNER, "rec_r", "txn_t", new Event("evt_e", 1), List.of(texts));
      return assertThrows(StatusRuntimeException.class, () -> transcript.sendTo(service))
          .getStatus()
          .getCode();
    }
  }
}
