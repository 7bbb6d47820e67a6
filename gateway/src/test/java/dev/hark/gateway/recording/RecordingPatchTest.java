package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.proto.search.v1.RecordingDetails;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RecordingPatchTest {
  private static RecordingPatch read(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return RecordingPatch.read(
        RequestBody.of(HttpRequest.PATCH("/", ""), bytes), RequestBody.asSent(bytes, "metadata"));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/recording-patches.tsv",
      delimiter = '\t',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void bodies(String body, @Nullable String param, @Nullable String says) {
    Optional<Failure> failure;
    try {
      failure = Optional.empty();
      var _ = read(body);
    } catch (FailureException e) {
      failure = Optional.of(e.failure());
    }
    assertEquals(Optional.ofNullable(param), failure.map(Failure::param));
    assertTrue(says == null || failure.orElseThrow().message().contains(says), failure.toString());
  }

  @Test
  void metadataHasEightKibibytesAsItWasSent() {
    String body = "{\"metadata\":{\"a\":\"%s\"}}";
    assertTrue(read(body.formatted("x".repeat(8_192 - 8))).changes());
    String tooLarge = body.formatted("x".repeat(8_192 - 7));
    assertEquals(
        "metadata", assertThrows(FailureException.class, () -> read(tooLarge)).failure().param());
  }

  @Test
  void whatIsLeftOutOrNullChangesNothing() {
    assertFalse(read("{}").changes());
    assertFalse(read("{\"title\":null,\"metadata\":null,\"speakers\":{}}").changes());
    assertTrue(read("{\"tags\":[]}").changes());
    assertTrue(read("{\"metadata\":{}}").changes());
    assertTrue(read("{\"speakers\":{\"a\":null}}").changes());
  }

  @Test
  void metadataStaysAsItWasSentInTheEventAndInTheIndex() {
    String sent = "{\"b\": 1.50, \"a\":[ ],\"\u00e9\":1e2, \"metadata\": {}}";
    RecordingPatch patch =
        read(
            "{\"x\":{\"metadata\":1},\"\u00fc\":\"\u4e2d\", \"metadata\" : %s ,\"title\":\"t\"}"
                .formatted(sent));
    assertEquals(sent, patch.details().getMetadataJson());
    assertEquals(
        "{\"title\":\"t\",\"metadata\":" + sent + "}",
        new String(Json.bytes(patch.members()), StandardCharsets.UTF_8));
  }

  @Test
  void aNameThatIsTakenBackIsNullInTheEventAndEmptyInTheIndex() {
    RecordingPatch patch = read("{\"speakers\":{\" S_1 \":\" Ana \",\"S_2\":null}}");
    assertEquals(
        RecordingDetails.newBuilder().putAllSpeakers(Map.of("S_1", "Ana", "S_2", "")).build(),
        patch.details());
    assertEquals(
        "{\"speakers\":{\"S_1\":\"Ana\",\"S_2\":null}}",
        new String(Json.bytes(patch.members()), StandardCharsets.UTF_8));
  }

  @Test
  void twoHundredNamesAreTheMost() {
    String body = "{\"speakers\":{%s}}";
    assertEquals(200, read(body.formatted(names(200))).speakers().size());
    String tooMany = body.formatted(names(201));
    assertEquals(
        "speakers", assertThrows(FailureException.class, () -> read(tooMany)).failure().param());
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj("\"S_%d\":\"Ana\""::formatted)
        .collect(Collectors.joining(","));
  }
}
