package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeAskService;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import io.grpc.Status;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route with every scope. A route below {@code /v1} without a row here fails. */
class AccessMatrixIT {
  private static final String MESSAGE = "{\"content\":\"q\"}";
  private static final String LIBRARY =
      "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_1\"%s}";

  /**
   * A request that is fine but for its key.
   *
   * @param template of the route
   */
  private record Route(String method, String template, String path, String body, Scope scope) {}

  private static final List<Route> ROUTES =
      List.of(
          new Route(
              "POST",
              "/v1/recordings/search",
              "/v1/recordings/search",
              "{\"query\":\"q\",\"end_user_id\":\"eu_1\"}",
              Scope.RECORDINGS_READ),
          new Route(
              "GET", "/v1/recordings/{id}", "/v1/recordings/rec_1", "", Scope.RECORDINGS_READ),
          new Route(
              "GET",
              "/v1/transcriptions/{id}",
              "/v1/transcriptions/txn_1",
              "",
              Scope.RECORDINGS_READ),
          new Route(
              "POST",
              "/v1/ask/sessions",
              "/v1/ask/sessions",
              LIBRARY.formatted(""),
              Scope.ASK_WRITE),
          new Route(
              "POST",
              "/v1/ask/sessions",
              "/v1/ask/sessions",
              LIBRARY.formatted(",\"initial_message\":" + MESSAGE),
              Scope.ASK_WRITE),
          new Route("GET", "/v1/ask/sessions", "/v1/ask/sessions", "", Scope.ASK_READ),
          new Route("GET", "/v1/ask/sessions/{id}", "/v1/ask/sessions/as_1", "", Scope.ASK_READ),
          new Route(
              "PATCH",
              "/v1/ask/sessions/{id}",
              "/v1/ask/sessions/as_1",
              "{\"title\":\"t\"}",
              Scope.ASK_WRITE),
          new Route(
              "DELETE", "/v1/ask/sessions/{id}", "/v1/ask/sessions/as_1", "", Scope.ASK_WRITE),
          new Route(
              "POST",
              "/v1/ask/sessions/{id}/messages",
              "/v1/ask/sessions/as_1/messages",
              MESSAGE,
              Scope.ASK_WRITE),
          new Route(
              "GET",
              "/v1/ask/sessions/{id}/messages",
              "/v1/ask/sessions/as_1/messages",
              "",
              Scope.ASK_READ),
          new Route(
              "GET",
              "/v1/ask/sessions/{id}/messages/{message_id}/receipt",
              "/v1/ask/sessions/as_1/messages/msg_1/receipt",
              "",
              Scope.ASK_READ),
          new Route(
              "PATCH",
              "/v1/recordings/{id}",
              "/v1/recordings/rec_1",
              "{\"title\":\"t\"}",
              Scope.RECORDINGS_WRITE),
          new Route(
              "GET",
              "/v1/ask/sessions/{id}/export",
              "/v1/ask/sessions/as_1/export?format=md",
              "",
              Scope.ASK_READ),
          new Route("GET", "/v1/recordings", "/v1/recordings", "", Scope.RECORDINGS_READ),
          new Route(
              "DELETE", "/v1/recordings/{id}", "/v1/recordings/rec_1", "", Scope.RECORDINGS_WRITE),
          new Route("GET", "/v1/transcriptions", "/v1/transcriptions", "", Scope.RECORDINGS_READ),
          new Route(
              "GET",
              "/v1/transcriptions/{id}/export",
              "/v1/transcriptions/txn_1/export?format=vtt",
              "",
              Scope.RECORDINGS_READ),
          new Route(
              "POST",
              "/v1/transcriptions",
              "/v1/transcriptions",
              "{\"end_user_id\":\"eu_1\",\"external_id\":\"a\",\"content\":\"Ana: hello\"}",
              Scope.RECORDINGS_WRITE),
          new Route("POST", "/v1/end-users", "/v1/end-users", "{}", Scope.END_USERS_WRITE),
          new Route("GET", "/v1/end-users", "/v1/end-users", "", Scope.END_USERS_READ),
          new Route(
              "PATCH",
              "/v1/end-users/{id}",
              "/v1/end-users/eu_1",
              "{\"name\":\"Ana\"}",
              Scope.END_USERS_WRITE),
          new Route("GET", "/v1/end-users/{id}", "/v1/end-users/eu_1", "", Scope.END_USERS_READ),
          new Route(
              "DELETE", "/v1/end-users/{id}", "/v1/end-users/eu_1", "", Scope.END_USERS_WRITE));

  /** Whoever may read one kind of what is deleted may ask for deletions. */
  private static final String ERASURE = "/v1/erasures/era_1";

  private static final String ERASURES = "/v1/erasures";

  /** For the root token alone, see AdminKeysIT, IndexingIT and DeadLettersIT. */
  private static final Set<String> ROOT_ROUTES =
      Set.of(
          "POST /v1/admin/keys",
          "GET /v1/admin/keys",
          "DELETE /v1/admin/keys/{id}",
          "GET /v1/admin/indexing",
          "GET /v1/admin/dead-letters");

  /** Answered by this gateway alone. */
  private static final List<Route> WEBHOOKS =
      List.of(
          webhooks(
              "POST", "", "{\"url\":\"https://x.example\",\"events\":[\"recording.indexed\"]}"),
          webhooks("GET", "", ""),
          webhooks("GET", "/{id}", ""),
          webhooks("PATCH", "/{id}", "{}"),
          webhooks("DELETE", "/{id}", ""),
          webhooks("POST", "/{id}/rotate", ""),
          webhooks("POST", "/{id}/test", ""),
          webhooks("GET", "/{id}/deliveries", ""));

  private static Route webhooks(String method, String rest, String body) {
    String template = "/v1/webhook-endpoints" + rest;
    return new Route(
        method, template, template.replace("{id}", "we_1"), body, Scope.WEBHOOKS_WRITE);
  }

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();

  /** So that what is let through can be told from what is not. */
  @BeforeEach
  void answerNothing() {
    gateway.searchService().search.fails(Status.INTERNAL);
    gateway.searchService().getRecording.fails(Status.INTERNAL);
    gateway.searchService().getTranscript.fails(Status.INTERNAL);
    gateway.searchService().listRecordings.fails(Status.INTERNAL);
    gateway.searchService().listTranscriptions.fails(Status.INTERNAL);
    gateway.searchService().getEndUsers.fails(Status.INTERNAL);
    gateway.askService().fails(Status.INTERNAL);
  }

  private RawAnswer send(Route route, String... headers) {
    byte[] body = route.body().isEmpty() ? null : route.body().getBytes(StandardCharsets.UTF_8);
    return http.send(route.method(), route.path(), body, headers);
  }

  @Test
  void aRouteAnswersThoseAloneWhoseKeyHasItsScope() {
    String all = "Authorization: Bearer " + gateway.key("--project", "proj_matrix");
    assertEquals(201, http.post("/v1/end-users", "{}", all).status(), "one to be listed");
    for (Scope scope : Scope.values()) {
      String key =
          "Authorization: Bearer "
              + gateway.key("--project", "proj_matrix", "--scopes", scope.text());
      for (Route route : ROUTES) {
        RawAnswer answer = send(route, key);
        String said = scope + " " + route + " " + answer;
        if (scope == route.scope()) {
          if (route.method().equals("POST") && route.path().equals("/v1/end-users")) {
            // The gateway has it itself, and the list asks the services then.
            assertEquals(201, answer.status(), said);
            continue;
          }
          assertEquals("503 unavailable", answer.status() + " " + answer.code(), said);
        } else {
          assertEquals("403 forbidden", answer.status() + " " + answer.code(), said);
          assertTrue(answer.message().contains("'" + route.scope().text() + "'"), said);
        }
      }
    }
  }

  @Test
  void withoutItsScopeNothingIsAsked() {
    FakeAskService askService = gateway.askService();
    for (Route route : ROUTES) {
      String others =
          Arrays.stream(Scope.values())
              .filter(scope -> scope != route.scope())
              .map(Scope::text)
              .collect(Collectors.joining(","));
      int before = askService.asked();
      RawAnswer answer =
          send(
              route,
              "Authorization: Bearer "
                  + gateway.key("--project", "proj_matrix", "--scopes", others),
              "Accept: text/event-stream");
      assertEquals(403, answer.status(), route.toString());
      assertEquals(before, askService.asked(), route.toString());
    }
  }

  @Test
  void withoutAKeyNobodyIsAnswered() {
    for (Route route : ROUTES) {
      assertEquals(401, send(route).status(), route.toString());
    }
  }

  @Test
  void erasuresAreToldToWhoMayReadWhatWasErased() {
    for (Scope scope : Scope.values()) {
      String key =
          "Authorization: Bearer "
              + gateway.key("--project", "proj_matrix", "--scopes", scope.text());
      boolean reads = scope == Scope.RECORDINGS_READ || scope == Scope.END_USERS_READ;
      RawAnswer answer = http.get(ERASURE, key);
      assertEquals(reads ? 404 : 403, answer.status(), scope + " " + answer);
      assertEquals(
          !reads, answer.message().contains("'recordings:read' or 'end_users:read'"), scope::text);
      assertEquals(reads ? 200 : 403, http.get(ERASURES, key).status(), scope::text);
    }
    assertEquals(401, http.get(ERASURE).status());
    assertEquals(401, http.get(ERASURES).status());
  }

  @Test
  void everyKeyIsToldWhatItIs() {
    for (Scope scope : Scope.values()) {
      String key = gateway.key("--project", "proj_matrix", "--scopes", scope.text());
      RawAnswer answer = http.get("/v1/key", "Authorization: Bearer " + key);
      assertEquals(200, answer.status(), scope + " " + answer);
    }
  }

  /** They tell of everybody: a key of one end user is none for them. */
  @Test
  void webhooksAreForKeysOfTheWholeProjectThatHaveTheScope() {
    String[] scopes = Arrays.stream(Scope.values()).map(Scope::text).toArray(String[]::new);
    for (Route route : WEBHOOKS) {
      assertEquals(401, send(route).status(), route.toString());
      for (String scope : scopes) {
        String key =
            "Authorization: Bearer " + gateway.key("--project", "proj_matrix", "--scopes", scope);
        boolean held = scope.equals(Scope.WEBHOOKS_WRITE.text());
        RawAnswer answer = send(route, key);
        assertEquals(!held, answer.status() == 403, scope + " " + route + " " + answer);
      }
      String bound =
          "Authorization: Bearer " + gateway.key("--project", "proj_matrix", "--end-user", "eu_1");
      assertEquals(403, send(route, bound).status(), route.toString());
    }
  }

  @Test
  void everyRouteHasARow() {
    try (ApplicationContext context = ApplicationContext.run()) {
      Set<String> routes =
          context
              .getBean(Router.class)
              .uriRoutes()
              .map(
                  route ->
                      route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
              .filter(route -> route.contains("/v1") && !route.startsWith("HEAD"))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> rows =
          ROUTES.stream()
              .map(route -> route.method() + " " + route.template())
              .collect(Collectors.toCollection(TreeSet::new));
      WEBHOOKS.forEach(route -> rows.add(route.method() + " " + route.template()));
      rows.add("GET /v1/erasures");
      rows.add("GET /v1/erasures/{id}");
      rows.add("GET /v1/key");
      rows.addAll(ROOT_ROUTES);
      assertEquals(rows, routes);
    }
  }
}
