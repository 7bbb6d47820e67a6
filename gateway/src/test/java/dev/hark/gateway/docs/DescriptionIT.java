package dev.hark.gateway.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.contract.FakeAskService;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.testing.EndUsersOf;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.Started;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListTranscriptionsResponse;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SegmentBatch;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.stack.SharedStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the description, as served, that fit it and that do not: each is answered as
 * described, and nothing else than what is described. Another run: {@code -Dseed=}.
 */
class DescriptionIT {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final int ROUNDS = 25;

  /** Rounds with these: each goes through every store. */
  private static final int DELETIONS = 2;

  /** Changes of recordings wait for their events. */
  private static final class Holder {
    static final RunningGateway GATEWAY = started("described_" + UUID.randomUUID());

    private static RunningGateway started(String topic) {
      SharedStack.get().kafka().create(topic, 1);
      return RunningGateway.shared().beside(Map.of("hark.events.topic", topic));
    }
  }

  private final RunningGateway gateway = Holder.GATEWAY;
  private final RawHttp http = gateway.http();
  private final String key =
      "Authorization: Bearer "
          + gateway.key(
              "--project", "proj_described", "--end-user", "eu_1", "--rate-limit", "1000000");
  private final Random random = new Random(SEED);
  private final Contract contract = new Contract(description());
  private final RandomJson values = new RandomJson(contract, random);

  private JsonNode description() {
    RawAnswer answer = http.get("/openapi.json");
    assertEquals("200 application/json", answer.status() + " " + answer.header("content-type"));
    return answer.json();
  }

  @BeforeEach
  void answerAnything() {
    RandomMessages some = new RandomMessages(new Random(SEED));
    gateway.searchService().search.answers(r -> some.fill(SearchResponse.newBuilder()).build());
    gateway
        .searchService()
        .getRecording
        .answers(r -> some.fill(GetRecordingResponse.newBuilder()).build());
    gateway
        .searchService()
        .getTranscript
        .answers(
            r ->
                List.of(
                        GetTranscriptResponse.newBuilder()
                            .setTranscription(some.fill(Transcription.newBuilder()))
                            .build(),
                        GetTranscriptResponse.newBuilder()
                            .setSegments(some.fill(SegmentBatch.newBuilder()))
                            .build())
                    .iterator());
    gateway
        .searchService()
        .listRecordings
        .answers(r -> some.fill(ListRecordingsResponse.newBuilder()).setNextCursor("").build());
    gateway
        .searchService()
        .listTranscriptions
        .answers(r -> some.fill(ListTranscriptionsResponse.newBuilder()).setNextCursor("").build());
    gateway
        .searchService()
        .getEndUsers
        .answers(r -> EndUsersOf.each(r, some.fill(EndUser.newBuilder()).setRecordings(1)));
    FakeAskService ask = gateway.askService();
    ask.onErasure(Erased::getDefaultInstance);
    ask.onCount(CountSessionsResponse::getDefaultInstance);
    ask.onSession(() -> some.fill(Session.newBuilder()).setEndUserId("eu_1").build());
    ask.onSessions(() -> some.fill(ListSessionsResponse.newBuilder()).setNextCursor("").build());
    ask.onReceipt(() -> some.fill(Receipt.newBuilder()).build());
    Random pages = new Random(SEED);
    ask.onMessages(
        () ->
            some.fill(ListMessagesResponse.newBuilder())
                .setNextCursor(pages.nextBoolean() ? "n" : "")
                .build());
    ask.onTurn(
        (request, out) -> {
          out.onNext(AskResponse.newBuilder().setStarted(some.fill(Started.newBuilder())).build());
          out.onNext(
              AskResponse.newBuilder().setCompleted(some.fill(Completed.newBuilder())).build());
          out.onCompleted();
        });
  }

  /** But for the one whose file decides, which the description cannot say: see IntakeIT. */
  private List<Contract.Route> routes() {
    return contract.routes().stream()
        .filter(
            route -> !(route.path().equals("/v1/transcriptions") && route.method().equals("post")))
        .toList();
  }

  /** A request to be sent, and what it must come to. */
  private record Sent(Contract.Route route, String path, List<String> headers, String body) {}

  @Test
  void whatFitsTheDescriptionIsAnsweredAsDescribed() {
    for (int round = 0; round < ROUNDS; round++) {
      for (Contract.Route route : routes()) {
        if (round < DELETIONS || !route.method().equals("delete")) {
          Sent sent = request(route, body(route, new ArrayList<>()), "");
          RawAnswer answer = send(sent);
          assertTrue(isExpected(sent, answer.status()), told(sent, answer));
          assertDescribed(sent, answer);
        }
      }
    }
  }

  /** The key is bound to one end user, and nobody has begun the erasure of a random id. */
  private static boolean isExpected(Sent sent, int status) {
    if (sent.path().startsWith("/v1/erasures/")) {
      return status == 404;
    }
    if (sent.path().contains("/export")) {
      // Of a transcription that is completed.
      return status == 200 || status == 409;
    }
    if (sent.route().method().equals("patch") && sent.path().startsWith("/v1/end-users/")) {
      // The key is bound to eu_1, and may not set an id of the client's.
      boolean own = sent.path().equals("/v1/end-users/eu_1");
      return status == 403 || status == (own ? 200 : 404);
    }
    boolean makesAnother =
        sent.path().equals("/v1/end-users") && sent.route().method().equals("post");
    if (makesAnother || sent.path().startsWith("/v1/webhook-endpoints")) {
      return status == 403;
    }
    boolean another = sent.path().matches("/v1/recordings\\?(.*&)?end_user_id=(?!eu_1(&|$)).*");
    return another ? status == 403 : status < 300;
  }

  @Test
  void whatDoesNotFitIsRefusedAndNamed() {
    int spoiled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Contract.Route route : routes()) {
        List<RandomJson.Spot> spots = new ArrayList<>();
        JsonNode body = body(route, spots);
        if (!spots.isEmpty()) {
          String param = values.spoil(spots.get(random.nextInt(spots.size())));
          Sent sent = request(route, body, "");
          RawAnswer answer = send(sent);
          assertEquals("400 " + param, answer.status() + " " + answer.param(), told(sent, answer));
          assertDescribed(sent, answer);
          spoiled++;
        }
      }
    }
    assertTrue(spoiled > ROUNDS, "bodies were spoiled");
  }

  @Test
  void aParameterThatDoesNotFitIsRefusedAndNamed() {
    for (Contract.Route route : routes()) {
      for (JsonNode reference : route.operation().path("parameters")) {
        JsonNode parameter = contract.resolve(reference);
        String name = parameter.path("name").asText();
        if (parameter.path("in").asText().equals("query") && isBounded(parameter)) {
          Sent sent = request(route, body(route, new ArrayList<>()), name);
          RawAnswer answer = send(sent);
          assertEquals("400 " + name, answer.status() + " " + answer.param(), told(sent, answer));
          assertDescribed(sent, answer);
        }
      }
    }
  }

  private static boolean isBounded(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    return schema.has("pattern")
        || schema.has("enum")
        || schema.has("maximum")
        || schema.has("format");
  }

  private JsonNode body(Contract.Route route, List<RandomJson.Spot> spots) {
    JsonNode schema = route.operation().at("/requestBody/content/application~1json/schema");
    return schema.isMissingNode() ? schema : values.value("", schema, spots, "");
  }

  /**
   * @param spoiled the query parameter that is to be wrong; empty for none
   */
  private Sent request(Contract.Route route, JsonNode body, String spoiled) {
    String path = route.path();
    List<String> query = new ArrayList<>();
    // The key first: it is left out of what is told of a failure.
    List<String> headers = new ArrayList<>(List.of(key));
    for (JsonNode reference : route.operation().path("parameters")) {
      JsonNode parameter = contract.resolve(reference);
      String name = parameter.path("name").asText();
      String value = values.value(name, parameter.path("schema"), new ArrayList<>(), "").asText();
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", value);
        case "query" -> {
          if (name.equals(spoiled)) {
            query.add(name + "=%21");
          } else if (isSent(parameter)) {
            query.add(name + "=" + encoded(value));
          }
        }
        default -> {
          if (name.equals("Idempotency-Key") && random.nextBoolean()) {
            // Both tests draw from one seed, and would meet in one key.
            headers.add(name + ": " + random.nextLong() + "-" + KEYS.incrementAndGet());
          }
        }
      }
    }
    if (route.operation().at("/responses/200/content").has("text/event-stream")
        && random.nextBoolean()) {
      headers.add("Accept: text/event-stream");
    }
    String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
    return new Sent(route, target, headers, body.isMissingNode() ? "" : text(body));
  }

  private boolean isSent(JsonNode parameter) {
    boolean required = parameter.path("required").asBoolean();
    boolean cursor = parameter.path("name").asText().equals("cursor");
    return required || (random.nextInt(3) == 0 && !cursor);
  }

  private static String text(JsonNode body) {
    return new String(Json.bytes(body), StandardCharsets.UTF_8);
  }

  private static String encoded(String value) {
    return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private RawAnswer send(Sent sent) {
    String method = sent.route().method().toUpperCase(java.util.Locale.ROOT);
    byte[] body = sent.body().isEmpty() ? null : sent.body().getBytes(StandardCharsets.UTF_8);
    return http.send(method, sent.path(), body, sent.headers().toArray(String[]::new));
  }

  private static String told(Sent sent, RawAnswer answer) {
    return "seed %d: %s %s %s %s -> %s"
        .formatted(
            SEED,
            sent.route().method(),
            sent.path(),
            sent.headers().subList(1, sent.headers().size()),
            sent.body(),
            answer);
  }

  private void assertDescribed(Sent sent, RawAnswer answer) {
    String body = answer.header("transfer-encoding").isEmpty() ? answer.body() : answer.unchunked();
    assertEquals(
        List.of(),
        contract.complaints(
            sent.route().operation(), answer.status(), answer.header("content-type"), body),
        () -> told(sent, answer));
  }
}
