package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.key.Scope;
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

  private static String list(int count, String item) {
    return IntStream.range(0, count).mapToObj(item::formatted).collect(Collectors.joining(","));
  }
}
