package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.key.Scope;
import dev.hark.proto.ask.v1.TurnFilters;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AskBodiesTest {
  private static final Caller ANY = caller(Optional.empty());
  private static final Caller BOUND = caller(Optional.of(new EndUserId("eu_1")));

  private static Caller caller(Optional<EndUserId> endUser) {
    return new Caller(
        new ProjectId("proj_1"),
        Mode.LIVE,
        endUser,
        Set.of(Scope.ASK_WRITE.text()),
        "key_1",
        "req_1");
  }

  private static Fields fields(String body) {
    return RequestBody.of(HttpRequest.POST("/", ""), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Failure> failure(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (FailureException e) {
      return Optional.of(e.failure());
    }
  }

  private static Optional<Failure> message(String body) {
    return failure(() -> MessageBody.read(fields(body)));
  }

  private static Optional<Failure> session(String body, Caller caller) {
    return failure(() -> NewSessionBody.read(fields(body), caller));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/ask-bodies.tsv",
      delimiter = '\t',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void bodies(
      String kind,
      String key,
      String body,
      String code,
      @Nullable String param,
      @Nullable String says) {
    Optional<Failure> failure =
        "message".equals(kind) ? message(body) : session(body, "bound".equals(key) ? BOUND : ANY);
    assertEquals(code, failure.map(it -> it.code().code()).orElse("fine"));
    assertEquals(Optional.ofNullable(param), failure.map(Failure::param));
    assertTrue(says == null || failure.orElseThrow().message().contains(says), failure.toString());
  }

  @Test
  void wordsAreCountedInCodePointsAndTitlesInUtf16() {
    String rocket = "\ud83d\ude80";
    String content = "{\"content\":\"%s\"}";
    assertEquals(Optional.empty(), message(content.formatted(rocket.repeat(10_000))));
    assertTrue(message(content.formatted(rocket.repeat(10_001))).isPresent());
    String title = "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\",\"title\":\"%s\"}";
    String longest = rocket.repeat(100);
    assertEquals(Optional.empty(), session(title.formatted(" " + longest + "\u00a0\u3000"), ANY));
    assertTrue(session(title.formatted(longest + "x"), ANY).isPresent());
    for (String unseen : List.of(" ", "\u200b", "\u2060\ufeff", "\u3164 \u2800")) {
      assertTrue(session(title.formatted(unseen), ANY).isPresent());
      assertTrue(message(content.formatted(unseen)).isPresent());
    }
  }

  @Test
  void fiveHundredRecordingsAndTwentyReferencesAreTheMost() {
    String selected =
        "{\"scope\":{\"type\":\"selected\",\"recording_ids\":[%s]},\"end_user_id\":\"eu_1\"}";
    assertEquals(Optional.empty(), session(selected.formatted(list(500, "\"rec_%d\"")), ANY));
    assertEquals(
        Optional.of("scope.recording_ids"),
        session(selected.formatted(list(501, "\"rec_%d\"")), ANY).map(Failure::param));
    String message = "{\"content\":\"a\",\"context_refs\":[%s]}";
    String ref = "{\"type\":\"recording\",\"id\":\"rec_%d\"}";
    assertEquals(Optional.empty(), message(message.formatted(list(20, ref))));
    assertEquals(
        Optional.of("context_refs"), message(message.formatted(list(21, ref))).map(Failure::param));
  }

  @Test
  void metadataToLookByHasEightKibibytes() {
    String body = "{\"content\":\"a\",\"filters\":{\"metadata\":{\"a\":\"%s\"}}}";
    assertEquals(Optional.empty(), message(body.formatted("x".repeat(8_192 - 8))));
    assertEquals(
        Optional.of("filters.metadata"),
        message(body.formatted("x".repeat(8_192 - 7))).map(Failure::param));
  }

  @Test
  void whatALimitSaysAlsoAsNullOverrulesTheQuestion() {
    assertFalse(asked("{\"content\":\"a\"}").hasFilters());
    TurnFilters none = asked("{\"content\":\"a\",\"filters\":{}}").getFilters();
    assertEquals("false false", none.getAnyTime() + " " + none.getAnySpeaker());
    for (String time : List.of("\"recorded_after\":null", "\"recorded_before\":null")) {
      TurnFilters any = asked("{\"content\":\"a\",\"filters\":{%s}}".formatted(time)).getFilters();
      assertEquals("true false", any.getAnyTime() + " " + any.getAnySpeaker());
      assertFalse(any.hasRecordedAfter() || any.hasRecordedBefore() || any.hasRecordings());
    }
    for (String who : List.of("null", "[]")) {
      TurnFilters any =
          asked("{\"content\":\"a\",\"filters\":{\"speakers\":%s}}".formatted(who)).getFilters();
      assertEquals("false true", any.getAnyTime() + " " + any.getAnySpeaker());
    }
    TurnFilters all =
        asked(
                """
                {"content":"a","time_zone":"Asia/Kolkata","filters":{"recorded_after":"1970-01-01T00:00:05Z",
                 "tags":["b","a","b"],"speakers":["Ana"],"metadata":{"n":1.50,"o":{"t":true}}}}\
                """)
            .getFilters();
    assertEquals(5, all.getRecordedAfter().getSeconds());
    assertEquals("true true", all.getAnyTime() + " " + all.getAnySpeaker());
    assertEquals(List.of("b", "a"), all.getRecordings().getTagsList());
    assertEquals(List.of("Ana"), all.getRecordings().getSpeakersList());
    assertEquals("{\"n\":1.5,\"o\":{\"t\":true}}", all.getRecordings().getMetadataJson());
  }

  private static UserMessage asked(String body) {
    return MessageBody.read(fields(body)).message();
  }

  private static String list(int count, String item) {
    return IntStream.range(0, count).mapToObj(item::formatted).collect(Collectors.joining(","));
  }
}
