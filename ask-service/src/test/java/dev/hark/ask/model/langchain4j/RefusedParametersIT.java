package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a server does not take is left out, or named in another way, and not sent again. */
class RefusedParametersIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All parameters that servers differ in. */
  private static final Dialect EVERYTHING =
      new Dialect(
          Dialect.Limit.MAX_TOKENS,
          Optional.of("1024"),
          true,
          Dialect.SystemRole.SYSTEM,
          Optional.of(0.5),
          false);

  @ParameterizedTest
  @CsvFileSource(resources = "/model/refused.tsv", delimiter = '\t', quoteCharacter = '`')
  void asksOnceMoreWithoutAndRemembersIt(
      String wire, String refused, int status, String error, String instead, String value)
      throws JsonProcessingException {
    Wire dialect = Wire.valueOf(wire);
    try (RawServer server =
        new RawServer(
            (body, out) -> {
              if (at(body, refused).isMissingNode()) {
                RawServer.stream(out, dialect.events("w:Yes. / r:stop / " + end(dialect)));
              } else {
                RawServer.refuse(out, status, error);
              }
            })) {
      ChatModel model = model(dialect, server);
      StringBuilder told = new StringBuilder();
      assertInstanceOf(
          Completion.Finished.class, model.answer(AnswerEndsIT.request(), told::append));
      assertEquals("Yes.", told.toString());
      assertEquals(2, server.bodies.size());
      if (instead != null) {
        assertEquals(value, at(server.bodies.get(1), instead).asText());
      }
      assertInstanceOf(
          Completion.Finished.class, model.answer(AnswerEndsIT.request(), told::append));
      assertEquals(3, server.bodies.size(), "remembered");
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/model/maximum.tsv", delimiter = '\t', quoteCharacter = '`')
  void asksForTheLongestAnswerThatTheServerNamesAndRemembersIt(
      String wire, String limit, int maximum, String error) {
    Wire dialect = Wire.valueOf(wire);
    try (RawServer server =
        new RawServer(
            (body, out) -> {
              if (at(body, limit).asInt(99_999) <= maximum) {
                RawServer.stream(out, dialect.events("w:Yes. / r:stop / " + end(dialect)));
              } else {
                RawServer.refuse(out, 400, error);
              }
            })) {
      ChatModel model = model(dialect, server, 16_384);
      for (int call = 0; call < 2; call++) {
        assertInstanceOf(
            Completion.Finished.class, model.answer(AnswerEndsIT.request(), words -> {}));
      }
      assertEquals(
          List.of(16_384, maximum, maximum),
          server.bodies.stream().map(body -> at(body, limit).asInt()).toList());
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/model/overlong.tsv", delimiter = '\t', quoteCharacter = '`')
  void remembersNothingOfAPromptThatIsTooLong(
      String wire, String limit, boolean withoutLimit, String error) {
    Wire dialect = Wire.valueOf(wire);
    try (RawServer server =
        new RawServer(
            (body, out) -> {
              if (body.contains("LONG") && !at(body, limit).isMissingNode()) {
                RawServer.refuse(out, 400, error);
              } else {
                RawServer.stream(out, dialect.events("w:Yes. / r:stop / " + end(dialect)));
              }
            })) {
      ChatModel model = model(dialect, server, 16_384);
      Completion completion = model.answer(asking("LONG"), words -> {});
      if (withoutLimit) {
        assertInstanceOf(Completion.Finished.class, completion);
      } else {
        assertInstanceOf(
            ModelFailure.Refused.class,
            assertInstanceOf(Completion.Failed.class, completion).failure());
      }
      assertInstanceOf(Completion.Finished.class, model.answer(asking("When?"), words -> {}));
      assertEquals(withoutLimit ? 3 : 2, server.bodies.size());
      assertEquals(16_384, at(server.bodies.getLast(), limit).asInt());
    }
  }

  @Test
  void remembersTheNameThatIsTakenThoughThePromptWasTooLong() {
    String name =
        "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this"
            + " model.\",\"param\":\"max_tokens\"}}";
    String together =
        "{\"error\":{\"message\":\"maximum context length is 20000 tokens, you requested 21000"
            + " (4616 in the messages, 16384 in the completion)\"}}";
    try (RawServer server =
        new RawServer(
            (body, out) -> {
              if (!at(body, "/max_tokens").isMissingNode()) {
                RawServer.refuse(out, 400, name);
              } else if (body.contains("LONG")
                  && !at(body, "/max_completion_tokens").isMissingNode()) {
                RawServer.refuse(out, 400, together);
              } else {
                RawServer.stream(out, Wire.OPENAI.events("w:Yes. / r:stop / d"));
              }
            })) {
      ChatModel model = model(Wire.OPENAI, server, 16_384);
      assertInstanceOf(Completion.Finished.class, model.answer(asking("LONG"), words -> {}));
      assertEquals(3, server.bodies.size());
      assertInstanceOf(Completion.Finished.class, model.answer(asking("When?"), words -> {}));
      assertEquals(4, server.bodies.size());
      assertEquals(16_384, at(server.bodies.get(3), "/max_completion_tokens").asInt());
    }
  }

  @Test
  void asksOnlyOnceMoreWhenThatDoesNotHelp() {
    String error =
        "{\"error\":{\"message\":\"SECRET 'temperature' is not"
            + " supported\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}";
    assertEquals(
        "HTTP status 400 param=temperature code=unsupported_value", refusal(400, error, 2));
  }

  @Test
  void doesNotAskAgainWhenNoParameterIsNamed() {
    String error = "{\"error\":{\"message\":\"SECRET\",\"type\":\"invalid_request_error\"}}";
    assertEquals("HTTP status 400 code=invalid_request_error", refusal(400, error, 1));
    assertEquals("HTTP status 400", refusal(400, "SECRET <html>", 1));
    assertEquals("HTTP status 400", refusal(400, "[]", 1));
  }

  @Test
  void namesTheReasonOfAnyRefusalButNeverItsWords() {
    assertEquals(
        "HTTP status 401 code=invalid_api_key",
        refusal(
            401,
            "{\"error\":{\"message\":\"SECRET temperature\",\"code\":\"invalid_api_key\"}}",
            1));
    assertEquals(
        "HTTP status 404 code=NOT_FOUND",
        refusal(
            404, "{\"error\":{\"code\":404,\"message\":\"SECRET\",\"status\":\"NOT_FOUND\"}}", 1));
    assertEquals(
        "HTTP status 403",
        refusal(403, "{\"error\":{\"param\":\"SECRET words\",\"code\":\"SECRET words\"}}", 1));
  }

  private static String refusal(int status, String error, int requests) {
    try (RawServer server = new RawServer((body, out) -> RawServer.refuse(out, status, error))) {
      Completion.Failed failed =
          assertInstanceOf(
              Completion.Failed.class,
              model(Wire.OPENAI, server).answer(AnswerEndsIT.request(), words -> {}));
      assertEquals(requests, server.bodies.size());
      assertTrue(failed.failure() instanceof ModelFailure.Refused, failed::toString);
      return failed.failure().reason();
    }
  }

  private static ChatRequest asking(String question) {
    return new ChatRequest(
        "Be brief.", List.of(new Said(Said.By.USER, question)), question, List.of(), List.of());
  }

  private static ChatModel model(Wire wire, RawServer server) {
    return model(wire, server, 2_000);
  }

  private static ChatModel model(Wire wire, RawServer server, int maxOutputTokens) {
    return Providers.plain(
        new ProviderSettings(
            Optional.of(server.url()),
            "the-key",
            new ModelProfile(wire.provider(), "scripted", 200_000, maxOutputTokens),
            new ModelTimeouts(LONG, LONG, LONG, LONG, LONG),
            EVERYTHING));
  }

  private static String end(Wire wire) {
    return wire == Wire.GEMINI ? "p" : "d";
  }

  private static JsonNode at(String body, String pointer) {
    try {
      String[] condition = pointer.split("=", 2);
      JsonNode found = JSON.readTree(body).at(condition[0]);
      return condition.length == 1 || found.asText().equals(condition[1])
          ? found
          : JSON.missingNode();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(body, e);
    }
  }
}
