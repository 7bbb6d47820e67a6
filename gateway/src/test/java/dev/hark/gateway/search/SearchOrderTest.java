package dev.hark.gateway.search;

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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SearchOrderTest {
  private static final Caller ANY = caller(Optional.empty());
  private static final Caller BOUND = caller(Optional.of(new EndUserId("eu_1")));

  private static Caller caller(Optional<EndUserId> endUser) {
    return new Caller(
        new ProjectId("proj_1"),
        Mode.LIVE,
        endUser,
        Set.of(Scope.RECORDINGS_READ.text()),
        "key_1",
        "req_1");
  }

  private static SearchOrder read(String body, Caller caller) {
    Fields fields =
        RequestBody.of(HttpRequest.POST("/", ""), body.getBytes(StandardCharsets.UTF_8));
    return SearchOrder.read(fields, caller);
  }

  private static Optional<Failure> failure(String body, Caller caller) {
    try {
      read(body, caller);
      return Optional.empty();
    } catch (FailureException e) {
      return Optional.of(e.failure());
    }
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/search-bodies.tsv",
      delimiter = '\t',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void bodies(String key, String body, String code, @Nullable String param, @Nullable String says) {
    Optional<Failure> failure = failure(body, "bound".equals(key) ? BOUND : ANY);
    assertEquals(code, failure.map(it -> it.code().code()).orElse("fine"));
    assertEquals(Optional.ofNullable(param), failure.map(Failure::param));
    assertTrue(says == null || failure.orElseThrow().message().contains(says), failure.toString());
  }

  @Test
  void aQueryIsCountedInCodePoints() {
    String body = "{\"query\":\"%s\",\"end_user_id\":\"eu_1\"}";
    assertTrue(failure(body.formatted("\ud83d\ude80".repeat(1_000)), ANY).isEmpty());
    assertTrue(failure(body.formatted("\ud83d\ude80".repeat(1_001)), ANY).isPresent());
  }

  @Test
  void fiveHundredRecordingsAreTheMost() {
    assertEquals(500, read(withRecordings(500), ANY).recordings().size());
    assertEquals(
        Optional.of("recording_ids"), failure(withRecordings(501), ANY).map(Failure::param));
  }

  private static String withRecordings(int count) {
    String ids =
        IntStream.range(0, count)
            .mapToObj("\"rec_%d\""::formatted)
            .collect(Collectors.joining(","));
    return "{\"query\":\"q\",\"end_user_id\":\"eu_1\",\"recording_ids\":[" + ids + "]}";
  }
}
