package dev.hark.ask.model.langchain4j;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.model.RetryingChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each provider's protocol on the wire, in everything that can happen to an answer. */
class ProviderWireIT {
  private static final WireMockServer SERVER = new WireMockServer(options().dynamicPort());

  /** In milliseconds; longer than anything takes here, however busy the machine is. */
  private static final long LONG = 60_000;

  private static final ModelTimeouts PATIENT = timeouts(LONG, LONG, LONG);

  private final List<String> words = new ArrayList<>();

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void forget() {
    SERVER.resetAll();
  }

  @ParameterizedTest
  @EnumSource
  void streamsAnAnswerWithModelTokensAndEnd(Script script) {
    sends(stream(script.words("It is", " June [S1]."), script.end(script.ending("stop"))));
    assertEquals(
        new Completion.Finished("m-1", Completion.Ending.STOP, usage(script)), answer(script));
    assertEquals(List.of("It is", " June [S1]."), words);
  }

  @ParameterizedTest
  @EnumSource
  void sendsInstructionsHistoryAndKeyButNoOtherRole(Script script) {
    sends(stream(script.words("Yes."), script.end(script.ending("stop"))));
    answer(script);
    LoggedRequest request = SERVER.findAll(anyRequestedFor(anyUrl())).getFirst();
    assertTrue(request.getUrl().startsWith(script.path), request.getUrl());
    assertTrue(request.getBodyAsString().contains("Be brief."), request.getBodyAsString());
    assertTrue(request.getBodyAsString().contains("An earlier answer"), request.getBodyAsString());
    assertTrue(request.getHeaders().toString().contains("the-key"));
    List<String> roles = roles(request.getBodyAsString());
    List<String> turns = List.of("user", script == Script.GEMINI ? "model" : "assistant", "user");
    assertEquals(turns, roles.stream().filter(role -> !role.equals("system")).toList());
  }

  @ParameterizedTest
  @EnumSource
  void saysThatALengthLimitCutTheAnswer(Script script) {
    sends(stream(script.words("It is"), script.end(script.ending("length"))));
    assertEquals(
        new Completion.Finished("m-1", Completion.Ending.LENGTH, usage(script)), answer(script));
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAFilterHeldTheAnswerBack(Script script) {
    sends(stream(script.words(), script.end(script.ending("content_filter"))));
    assertEquals(
        Completion.Ending.CONTENT_FILTER,
        assertInstanceOf(Completion.Finished.class, answer(script)).ending());
  }

  @ParameterizedTest
  @EnumSource
  void finishesAnEmptyAnswerWithoutWords(Script script) {
    sends(stream(script.words(), script.end(script.ending("stop"))));
    assertEquals(
        new Completion.Finished("m-1", Completion.Ending.STOP, usage(script)), answer(script));
    assertEquals(List.of(), words);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotTakeAnAnswerThatWasCutForWhole(Script script) {
    sends(stream(script.words("It is")));
    assertInstanceOf(ModelFailure.Broken.class, failure(script));
    assertEquals(List.of("It is"), words);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotTakeABrokenConnectionForAnEnd(Script script) {
    try (StreamingServer server = StreamingServer.breaksOffAfter(script.words("It is"))) {
      Completion completion = answer(script, server, timeouts(LONG, LONG, LONG));
      assertInstanceOf(
          ModelFailure.Broken.class,
          assertInstanceOf(Completion.Failed.class, completion).failure());
    }
    assertEquals(List.of("It is"), words);
  }

  @ParameterizedTest
  @EnumSource
  void noticesAnErrorInsideAGoodAnswer(Script script) {
    sends(stream(script.words("It is"), script.errorEvent()));
    ModelFailure failure = failure(script);
    assertInstanceOf(ModelFailure.Broken.class, failure);
    assertFalse(failure.reason().contains("SECRET"), failure.reason());
  }

  @ParameterizedTest
  @EnumSource
  void refusesGarbage(Script script) {
    sends(stream("event: content_block_delta\ndata: {\"SECRET\": [}\n\n", script.words("It")));
    ModelFailure failure = failure(script);
    assertInstanceOf(ModelFailure.Broken.class, failure);
    assertFalse(failure.reason().contains("SECRET"), failure.reason());
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoStream(Script script) {
    sends(aResponse().withBody("<html>SECRET</html>"));
    assertInstanceOf(ModelFailure.Broken.class, failure(script));
  }

  @ParameterizedTest
  @EnumSource
  void doesNotAskAgainWithAKeyThatIsRefused(Script script) {
    for (int status : new int[] {400, 401, 402, 403, 404, 302}) {
      sends(aResponse().withStatus(status).withBody("{\"error\":{\"message\":\"SECRET\"}}"));
      ModelFailure failure = failure(script);
      assertEquals(new ModelFailure.Refused("HTTP status " + status), failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatTheProviderSaysAboutWhenToComeAgain(Script script) {
    sends(aResponse().withStatus(429).withHeader("Retry-After", "7"));
    assertEquals(
        new ModelFailure.Busy("HTTP status 429", Optional.of(Duration.ofSeconds(7))),
        failure(script));
    sends(aResponse().withStatus(429).withHeader("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"));
    assertEquals(
        new ModelFailure.Busy("HTTP status 429", Optional.of(Duration.ZERO)), failure(script));
    sends(aResponse().withStatus(429).withHeader("Retry-After", "soon"));
    assertEquals(new ModelFailure.Busy("HTTP status 429", Optional.empty()), failure(script));
  }

  @ParameterizedTest
  @EnumSource
  void comesAgainAfterAServerError(Script script) {
    for (int status : new int[] {500, 502, 503, 529}) {
      sends(aResponse().withStatus(status).withBody("SECRET"));
      assertEquals(
          new ModelFailure.Busy("HTTP status " + status, Optional.empty()), failure(script));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesUpWhenNothingComes(Script script) {
    try (StreamingServer server = StreamingServer.silent()) {
      assertEquals(timedOut("the first word"), answer(script, server, timeouts(300, LONG, LONG)));
    }
    try (StreamingServer server = StreamingServer.stopsAfter("")) {
      assertEquals(timedOut("the first word"), answer(script, server, timeouts(300, LONG, LONG)));
    }
    assertEquals(List.of(), words);
  }

  @ParameterizedTest
  @EnumSource
  void givesUpWhenNothingMoreComes(Script script) {
    try (StreamingServer server = StreamingServer.stopsAfter(script.words("It"))) {
      assertEquals(timedOut("the next word"), answer(script, server, timeouts(LONG, 300, LONG)));
    }
    assertEquals(List.of("It"), words);
  }

  @ParameterizedTest
  @EnumSource
  void givesUpWhenTheWholeTakesTooLong(Script script) {
    try (StreamingServer server = StreamingServer.stopsAfter(script.words("word "))) {
      assertEquals(timedOut("the end"), answer(script, server, timeouts(LONG, LONG, 500)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasEnoughOfAnAnswerThatNeverEnds(Script script) {
    String[] pieces = new String[100];
    Arrays.fill(pieces, "word ".repeat(1_000));
    try (StreamingServer server = StreamingServer.neverStops(script.words(pieces))) {
      assertInstanceOf(
          ModelFailure.Broken.class,
          assertInstanceOf(
                  Completion.Failed.class, answer(script, server, timeouts(LONG, LONG, LONG)))
              .failure());
    }
    assertTrue(words.size() < 2_000, () -> words.size() + " pieces");
  }

  @ParameterizedTest
  @EnumSource
  void saysThatNobodyIsThere(Script script) {
    ChatModel nobody = Providers.plain(settings(script, "http://127.0.0.1:1", PATIENT));
    Completion.Failed failed =
        assertInstanceOf(Completion.Failed.class, nobody.answer(request(), words::add));
    assertInstanceOf(ModelFailure.Busy.class, failed.failure());
  }

  @ParameterizedTest
  @EnumSource
  void leavesAProviderAloneThatKeepsFailing(Script script) {
    sends(aResponse().withStatus(500));
    ChatModel model =
        new BreakingChatModel(Providers.plain(settings(script, SERVER.baseUrl(), PATIENT)));
    for (int i = 0; i < 40; i++) {
      assertInstanceOf(Completion.Failed.class, model.answer(request(), words::add));
    }
    assertEquals(8, SERVER.getAllServeEvents().size());
  }

  @ParameterizedTest
  @EnumSource
  void hardlyCallsAProviderThatKeepsFailing(Script script) {
    sends(aResponse().withStatus(503));
    ChatModel model =
        new RetryingChatModel(
            new BreakingChatModel(Providers.plain(settings(script, SERVER.baseUrl(), PATIENT))),
            wait -> {},
            new Random(1));
    int turns = 100;
    for (int i = 0; i < turns; i++) {
      assertInstanceOf(Completion.Failed.class, model.answer(request(), words::add));
    }
    int calls = SERVER.getAllServeEvents().size();
    assertTrue(calls <= 1.1 * turns, () -> calls + " calls for " + turns + " turns");
  }

  @Test
  void answersByOneProviderWhileAnotherIsDead() {
    sends(aResponse().withStatus(500));
    ChatModel dead = Providers.model(settings(Script.OPENAI, SERVER.baseUrl(), PATIENT));
    ChatModel well = Providers.model(settings(Script.CLAUDE, SERVER.baseUrl(), PATIENT));
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(Completion.Failed.class, dead.answer(request(), words::add));
    }
    sends(stream(Script.CLAUDE.words("Yes."), Script.CLAUDE.end(Script.CLAUDE.ending("stop"))));
    assertInstanceOf(Completion.Finished.class, well.answer(request(), words::add));
    assertInstanceOf(Completion.Failed.class, dead.answer(request(), words::add));
  }

  private static void sends(ResponseDefinitionBuilder response) {
    SERVER.resetAll();
    SERVER.stubFor(any(anyUrl()).willReturn(response));
  }

  private static ResponseDefinitionBuilder stream(String... events) {
    return aResponse()
        .withHeader("Content-Type", "text/event-stream")
        .withBody(String.join("", events));
  }

  /** 100 in, 40 of them cached, 7 out; Claude's stop event counts 6 and so does this. */
  private static Completion.Usage usage(Script script) {
    return new Completion.Usage(100, script == Script.CLAUDE ? 6 : 7, 40);
  }

  private Completion answer(Script script) {
    return Providers.plain(settings(script, SERVER.baseUrl(), PATIENT))
        .answer(request(), words::add);
  }

  private Completion answer(Script script, StreamingServer server, ModelTimeouts timeouts) {
    return Providers.plain(settings(script, server.url(), timeouts)).answer(request(), words::add);
  }

  private static Completion timedOut(String waitingFor) {
    return new Completion.Failed(new ModelFailure.TimedOut("waited too long for " + waitingFor));
  }

  private static List<String> roles(String body) {
    try {
      JsonNode request = new ObjectMapper().readTree(body);
      return request.path("messages").isMissingNode()
          ? request.path("contents").findValuesAsText("role")
          : request.path("messages").findValuesAsText("role");
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  private ModelFailure failure(Script script) {
    return assertInstanceOf(Completion.Failed.class, answer(script)).failure();
  }

  private static ProviderSettings settings(Script script, String url, ModelTimeouts timeouts) {
    return new ProviderSettings(
        Optional.of(url),
        "the-key",
        new ModelProfile(script.provider, "scripted", 10_000, 500),
        timeouts,
        Dialect.standard(Dialect.Limit.MAX_TOKENS));
  }

  private static ModelTimeouts timeouts(long first, long between, long whole) {
    return new ModelTimeouts(
        Duration.ofSeconds(2),
        Duration.ofMillis(first),
        Duration.ofMillis(between),
        Duration.ofMillis(LONG),
        Duration.ofMillis(whole));
  }

  private static ChatRequest request() {
    return new ChatRequest(
        "Be brief.",
        List.of(
            new Said(Said.By.USER, "An earlier question"),
            new Said(Said.By.MODEL, "An earlier answer"),
            new Said(Said.By.USER, "When?")),
        "When?",
        List.of("An earlier question"),
        List.of());
  }
}
