package dev.hark.gateway.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Retrieval;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SearchIT {
  private static final String SEARCH = "/v1/recordings/search";
  private static final String JSON = "Content-Type: application/json";

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();

  private RawAnswer search(String key, String body) {
    return http.post(SEARCH, body, JSON, "Authorization: Bearer " + key);
  }

  private SearchRequest asked(String key, String body) {
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    RawAnswer answer = search(key, body);
    assertEquals("200 {\"results\":[]}", answer.status() + " " + answer.body());
    return gateway.searchService().search.asked().getLast();
  }

  private static Timestamp time(String text) {
    Instant time = Instant.parse(text);
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  @Test
  void answersByteForByteInTheContractsOrder() {
    FoundChunk first =
        FoundChunk.newBuilder()
            .setChunkId("chk_1")
            .setRecordingId("rec_1")
            .setTranscriptionId("txn_1")
            .setOrdinal(3)
            .setText("Ship \"it\" on Fri\u00adday\n\u05d0\ud83d\ude80 </script>")
            .setSpeaker("SPEAKER_0")
            .setStartMs(754_000)
            .setEndMs(761_200)
            .setRecordedAt(time("2026-05-16T09:12:00Z"))
            .setScore(0.0312)
            .setRecordingTitle("not part of the answer")
            .build();
    FoundChunk second =
        first.toBuilder()
            .setChunkId("chk_2")
            .setText("x")
            .clearSpeaker()
            .setStartMs(0)
            .setEndMs(0)
            .setRecordedAt(time("2026-05-16T09:12:00.070999Z"))
            .setScore(0.00001234)
            .build();
    FoundChunk third = second.toBuilder().setChunkId("chk_3").clearRecordedAt().setScore(0).build();
    SearchResponse found =
        SearchResponse.newBuilder().addAllChunks(List.of(first, second, third)).build();
    gateway.searchService().search.answers(request -> found);
    RawAnswer answer =
        search(
            gateway.key("--project", "proj_search"), "{\"query\":\"q\",\"end_user_id\":\"eu_1\"}");
    assertEquals(
        """
        {"results":[\
        {"chunk_id":"chk_1","recording_id":"rec_1","transcription_id":"txn_1",\
        "chunk_text":"Ship \\"it\\" on Fri\u00adday\\n\u05d0\ud83d\ude80 </script>",\
        "speaker":"SPEAKER_0","start_ms":754000,"end_ms":761200,\
        "recorded_at":"2026-05-16T09:12:00.000Z","score":0.0312},\
        {"chunk_id":"chk_2","recording_id":"rec_1","transcription_id":"txn_1","chunk_text":"x",\
        "speaker":null,"start_ms":0,"end_ms":0,\
        "recorded_at":"2026-05-16T09:12:00.070Z","score":0.00001234},\
        {"chunk_id":"chk_3","recording_id":"rec_1","transcription_id":"txn_1","chunk_text":"x",\
        "speaker":null,"start_ms":0,"end_ms":0,"recorded_at":null,"score":0.0}]}\
        """,
        answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals(String.valueOf(answer.bytes().length), answer.header("content-length"));
  }

  @Test
  void saysInAHeaderThatOnlyWordsWereSearched() {
    String key = gateway.key("--project", "proj_search");
    String body = "{\"query\":\"q\",\"end_user_id\":\"eu_1\"}";
    SearchResponse wordsOnly = SearchResponse.newBuilder().setLexicalOnly(true).build();
    gateway.searchService().search.answers(request -> wordsOnly);
    RawAnswer degraded = search(key, body);
    assertEquals("200 {\"results\":[]}", degraded.status() + " " + degraded.body());
    assertEquals("lexical-only", degraded.header("x-hark-degraded"));
    SearchResponse meaningOnly = SearchResponse.newBuilder().setSemanticOnly(true).build();
    gateway.searchService().search.answers(request -> meaningOnly);
    assertEquals("semantic-only", search(key, body).header("x-hark-degraded"));
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    assertEquals("", search(key, body).header("x-hark-degraded"));
  }

  @Test
  void asksForWhatTheClientAskedFor() {
    SearchRequest asked =
        asked(
            gateway.key("--project", "proj_search", "--mode", "test"),
            """
            {"query":" what was agreed? ","end_user_id":"eu_1","recording_ids":["rec_2","rec_1","rec_2"],
             "recorded_after":"2026-05-16T09:12:00Z","recorded_before":"2026-05-17T09:12:00.5+02:00",
             "limit":50}\
            """);
    Caller caller = asked.getCaller();
    assertEquals("proj_search", caller.getProjectId());
    assertEquals(Mode.MODE_TEST, caller.getMode());
    assertEquals("", caller.getEndUserId());
    assertFalse(caller.getKeyId().isEmpty());
    assertEquals(" what was agreed? ", asked.getQuery());
    assertEquals("eu_1", asked.getEndUserId());
    assertEquals(List.of("rec_2", "rec_1"), asked.getRecordingIdsList());
    assertEquals(time("2026-05-16T09:12:00Z"), asked.getRecordedAfter());
    assertEquals(time("2026-05-17T07:12:00.5Z"), asked.getRecordedBefore());
    assertEquals(50, asked.getLimit());
    assertEquals(Retrieval.RETRIEVAL_UNSPECIFIED, asked.getRetrieval());
  }

  @Test
  void asksForEightChunksOfAllRecordingsUnlessToldOtherwise() {
    SearchRequest asked =
        asked(
            gateway.key("--project", "proj_search"),
            """
            {"query":"q","end_user_id":"eu_1","recording_ids":null,"limit":null,\
            "recorded_after":null,"recorded_before":null}\
            """);
    assertEquals(8, asked.getLimit());
    assertEquals(0, asked.getRecordingIdsCount());
    assertFalse(asked.hasRecordedAfter());
    assertFalse(asked.hasRecordedBefore());
  }

  @Test
  void aBoundKeySearchesItsOwnEndUser() {
    String bound = gateway.key("--project", "proj_search", "--end-user", "eu_7");
    for (String body : List.of("{\"query\":\"q\"}", "{\"query\":\"q\",\"end_user_id\":\"eu_7\"}")) {
      SearchRequest asked = asked(bound, body);
      assertEquals("eu_7", asked.getEndUserId());
      assertEquals("eu_7", asked.getCaller().getEndUserId());
    }
  }

  @Test
  void eachRecordingOnceIsToldWithHowMuchOfItFits() {
    FoundChunk chunk =
        FoundChunk.newBuilder()
            .setChunkId("chk_1")
            .setRecordingId("rec_1")
            .setTranscriptionId("txn_1")
            .setText("x")
            .setScore(0.5)
            .setMatchCount(3)
            .build();
    SearchResponse found = SearchResponse.newBuilder().addChunks(chunk).setTotal(41).build();
    gateway.searchService().search.answers(request -> found);
    gateway
        .searchService()
        .getChunks
        .answers(request -> GetChunksResponse.newBuilder().addChunks(chunk).build());
    String key = gateway.key("--project", "proj_search");
    String one =
        """
        {"chunk_id":"chk_1","recording_id":"rec_1","transcription_id":"txn_1","chunk_text":"x",\
        "speaker":null,"start_ms":0,"end_ms":0,"recorded_at":null,"score":0.5%s}\
        """;
    String grouped =
        "{\"results\":[%s],\"total\":41}".formatted(one.formatted(",\"match_count\":3"));
    String body = "{\"query\":\"q\",\"end_user_id\":\"eu_1\"%s}";
    String group = body.formatted(",\"group\":\"recording\"");
    assertEquals(grouped, search(key, group).body());
    assertTrue(gateway.searchService().search.asked().getLast().getGroupByRecording());
    assertEquals(
        "{\"results\":[%s]}".formatted(one.formatted("")), search(key, body.formatted("")).body());
    String[] again = {
      JSON, "Authorization: Bearer " + key, "Idempotency-Key: " + UUID.randomUUID()
    };
    try {
      assertEquals(grouped, http.post(SEARCH, group, again).body());
      RawAnswer replayed = http.post(SEARCH, group, again);
      assertEquals("true", replayed.header("idempotent-replayed"));
      assertEquals(grouped, replayed.body());
    } finally {
      gateway.searchService().getChunks.answersByItself();
    }
  }

  @Test
  void whatRecordingsMustBeLikeIsPassedOn() {
    String key = gateway.key("--project", "proj_search");
    String body = "{\"query\":\"q\",\"end_user_id\":\"eu_1\"%s}";
    assertFalse(asked(key, body.formatted("")).hasFilter());
    assertFalse(asked(key, body.formatted(",\"tags\":[],\"speakers\":null")).hasFilter());
    SearchRequest all =
        asked(
            key,
            body.formatted(
                ",\"tags\":[\"a\",\"b\",\"a\"],\"speakers\":[\"Ana\"],\"metadata\":{\"a\": 1}"));
    assertEquals(List.of("a", "b"), all.getFilter().getTagsList());
    assertEquals(List.of("Ana"), all.getFilter().getSpeakersList());
    assertEquals("{\"a\":1}", all.getFilter().getMetadataJson());
    assertFalse(all.getGroupByRecording());
  }

  @Test
  void takesAThousandCharactersOfAnything() {
    String rockets = "\ud83d\ude80".repeat(1_000);
    SearchRequest asked =
        asked(
            gateway.key("--project", "proj_search"),
            "{\"query\":\"%s\",\"end_user_id\":\"eu_1\"}".formatted(rockets));
    assertEquals(rockets, asked.getQuery());
  }

  @Test
  void takesTheKeyInItsOwnHeaderToo() {
    String key = gateway.key("--project", "proj_search");
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    String body = "{\"query\":\"q\",\"end_user_id\":\"eu_1\"}";
    assertEquals(200, http.post(SEARCH, body, JSON, "X-API-Key: " + key).status());
    assertEquals(200, http.post(SEARCH, body, JSON, "authorization: bearer " + key).status());
    assertEquals(
        200,
        http.post(SEARCH, body, JSON, "X-API-Key: " + key, "Authorization: Bearer " + key)
            .status());
  }
}
