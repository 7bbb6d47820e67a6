package dev.hark.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.SearchResponse;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One line of JSON for each request, and never a word of what was said in it. */
class RequestLogIT {
  private static final String CANARY = "canaryXq7Zw2Lk9";
  private static final String SEARCH = "/v1/recordings/search";

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final JsonNode key = gateway.describedKey("--project", "proj_log");
  private final String bearer = "Authorization: Bearer " + key.path("key").asText();
  private final Heard access = new Heard("access");
  private final Heard all = new Heard(Logger.ROOT_LOGGER_NAME);

  private static final class Heard extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    Heard(String name) {
      logger = (Logger) LoggerFactory.getLogger(name);
    }

    void listen() {
      start();
      logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        lines.add(event.getThrowableProxy().getMessage());
      }
    }
  }

  @BeforeEach
  void listen() {
    access.listen();
    all.listen();
  }

  @AfterEach
  void stop() {
    access.logger.detachAppender(access);
    all.logger.detachAppender(all);
  }

  private JsonNode lineOf(String requestId) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> find(requestId), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<JsonNode> find(String requestId) {
    List<JsonNode> found =
        access.lines.stream()
            .map(RequestLogIT::json)
            .filter(line -> line.path("request_id").asText().equals(requestId))
            .toList();
    assertTrue(found.size() < 2, "a request with two lines");
    return found.stream().findFirst();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aLineSaysWhoWhichRouteWhatCameOfItAndHowLongEachHopTook() {
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    String id = http.post(SEARCH, "{\"query\":\"q\",\"end_user_id\":\"eu_1\"}", bearer).requestId();
    JsonNode line = lineOf(id);
    assertEquals(
        Set.of("time", "request_id", "project", "key", "method", "route", "status", "ms", "hops"),
        names(line));
    assertTrue(line.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));
    assertEquals("proj_log", line.path("project").asText());
    assertEquals(key.path("id").asText(), line.path("key").asText());
    assertEquals("POST", line.path("method").asText());
    assertEquals(SEARCH, line.path("route").asText());
    assertEquals(200, line.path("status").asInt());
    assertEquals(Set.of("keys", "search-service"), names(line.path("hops")));
    double hop = line.path("hops").path("search-service").asDouble(-1);
    assertTrue(hop >= 0 && hop <= line.path("ms").asDouble(), line.toString());
  }

  @Test
  void aStreamHasItsLineWhenItEnds() {
    gateway
        .askService()
        .onTurn(
            (request, out) -> {
              out.onNext(dev.hark.proto.ask.v1.AskResponse.getDefaultInstance());
              await().pollDelay(Duration.ofMillis(300)).until(() -> true);
              out.onError(Status.INTERNAL.withDescription(CANARY).asRuntimeException());
            });
    String id =
        http.post(
                "/v1/ask/sessions/as_1/messages",
                "{\"content\":\"" + CANARY + "\"}",
                bearer,
                "Accept: text/event-stream")
            .requestId();
    JsonNode line = lineOf(id);
    assertEquals("/v1/ask/sessions/{id}/messages", line.path("route").asText());
    assertEquals(200, line.path("status").asInt());
    assertTrue(line.path("ms").asDouble() >= 300, line.toString());
    assertTrue(line.path("hops").path("ask-service").asDouble() >= 300, line.toString());
  }

  @Test
  void noLineHoldsWhatTheClientOrAServiceSaid() {
    gateway
        .searchService()
        .search
        .answers(
            request -> {
              throw Status.UNAVAILABLE.asRuntimeException();
            });
    String wrongKey = "sk_live_" + CANARY + "0".repeat(40);
    List<String> ids =
        List.of(
            http.post(SEARCH, "{\"query\":\"" + CANARY + "\",\"end_user_id\":\"eu_1\"}", bearer)
                .requestId(),
            http.post(SEARCH, "{\"query\":" + CANARY, bearer).requestId(),
            http.get("/v1/recordings/" + CANARY + "?q=" + CANARY, bearer).requestId(),
            http.get("/" + CANARY, "X-Canary: " + CANARY, "User-Agent: " + CANARY).requestId(),
            http.get("/v1/recordings/rec_1", "Authorization: Bearer " + wrongKey).requestId(),
            http.send(CANARY, "/v1/recordings/rec_1", null, bearer).requestId(),
            http.get("/%zz" + CANARY).requestId());
    for (String id : ids) {
      assertFalse(lineOf(id).toString().contains(CANARY));
    }
    String secret = key.path("key").asText();
    for (String line : all.lines) {
      assertFalse(line.contains(CANARY) || line.contains(secret), line);
    }
    for (String line : access.lines) {
      assertFalse(line.contains(CANARY) || line.contains(secret), line);
    }
    assertEquals(Level.INFO, access.logger.getEffectiveLevel());
  }
}
