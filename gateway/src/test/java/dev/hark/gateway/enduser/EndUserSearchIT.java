package dev.hark.gateway.enduser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.search.v1.GetEndUsersResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** End users found by a part of what an app calls them. */
class EndUserSearchIT {
  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  private final String key = "Authorization: Bearer " + gateway.key("--project", project);

  @BeforeEach
  void nobodyHasAnything() {
    gateway.searchService().getEndUsers.answers(r -> GetEndUsersResponse.getDefaultInstance());
    gateway.askService().onCount(CountSessionsResponse::getDefaultInstance);
  }

  private String make(String name, String externalId) {
    String body = "{\"name\":\"%s\",\"external_id\":\"%s\"}".formatted(name, externalId);
    RawAnswer made = http.post("/v1/end-users", body, key);
    assertEquals(201, made.status(), made::toString);
    return made.json().path("id").asText();
  }

  private JsonNode page(String part, String more) {
    String path = "/v1/end-users?q=" + URLEncoder.encode(part, StandardCharsets.UTF_8) + more;
    RawAnswer answer = http.get(path, key);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private List<String> found(String part) {
    return ids(page(part, ""));
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  @Test
  void aPartOfANameOrAnIdFindsThemInAnyCase() {
    String maya = make("Maya Özdemir", "CRM-7");
    String ben = make("Ben Maynard", "crm-8");
    assertEquals(201, http.post("/v1/end-users", "{}", key).status(), "one without a name");
    Map<String, List<String>> expected =
        Map.of(
            "may", List.of(ben, maya),
            "MAYA", List.of(maya),
            "özd", List.of(maya),
            "ÖZDEMIR", List.of(maya),
            "O\u0308zdemir", List.of(maya),
            "crm", List.of(ben, maya),
            "Crm-8", List.of(ben),
            "n m", List.of(ben),
            "maya crm", List.of());
    expected.forEach((part, ids) -> assertEquals(ids, found(part), part));
    assertEquals(3, found("").size(), "without a value it is left out");
  }

  @Test
  void everyCharacterStandsForItself() {
    String percent = make("100% Ana", "a_b");
    make("1000 Ana", "axb");
    assertEquals(List.of(percent), found("0%"));
    assertEquals(List.of(percent), found("a_b"));
    assertEquals(List.of(), found("\\"));
  }

  @Test
  void whatIsFoundIsReadPageByPage() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(make("Ana " + i, "page" + i));
      make("Ben " + i, "other" + i);
    }
    JsonNode first = page("ana", "&limit=2");
    String cursor = first.path("next_cursor").asText();
    make("Ana late", "late");
    JsonNode second = page("ana", "&limit=2&cursor=" + cursor);
    JsonNode third = page("ana", "&limit=2&cursor=" + second.path("next_cursor").asText());
    List<String> read = new ArrayList<>(ids(first));
    read.addAll(ids(second));
    read.addAll(ids(third));
    assertEquals(made, read);
    assertEquals("false null", third.path("has_more") + " " + third.path("next_cursor"));
    assertEquals("cursor", http.get("/v1/end-users?q=ben&cursor=" + cursor, key).param());
    assertEquals("cursor", http.get("/v1/end-users?cursor=" + cursor, key).param());
  }

  @Test
  void aKeyOfOneEndUserFindsNobodyElse() {
    String maya = make("Maya", "m1");
    make("Maya too", "m2");
    String bound = "Authorization: Bearer " + gateway.key("--project", project, "--end-user", maya);
    assertEquals(List.of(maya), ids(http.get("/v1/end-users?q=maya", bound).json()));
    String test = "Authorization: Bearer " + gateway.key("--project", project, "--mode", "test");
    assertEquals(List.of(), ids(http.get("/v1/end-users?q=maya", test).json()));
  }
}
