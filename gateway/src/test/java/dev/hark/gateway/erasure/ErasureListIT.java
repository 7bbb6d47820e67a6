package dev.hark.gateway.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.RawAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of deletions: whose they are, and page by page. */
class ErasureListIT extends ErasureFixture {
  private static final String LIST = "/v1/erasures";

  private String recording(int number) {
    return id(location(delete("/v1/recordings/rec_" + number)));
  }

  private static String id(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private List<String> listed(String query, String as) {
    RawAnswer answer = http.get(LIST + query, as);
    assertEquals(200, answer.status(), answer::toString);
    return ids(answer.json());
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  @Test
  void theNewestComeFirstPageByPageAndNoneTwice() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(recording(i));
    }
    JsonNode first = http.get(LIST + "?limit=2", key).json();
    List<String> read = ids(first);
    recording(9);
    String cursor = first.path("next_cursor").asText();
    JsonNode second = http.get(LIST + "?limit=2&cursor=" + cursor, key).json();
    read.addAll(ids(second));
    JsonNode third =
        http.get(LIST + "?limit=2&cursor=" + second.path("next_cursor").asText(), key).json();
    read.addAll(ids(third));
    assertEquals(made, read);
    assertEquals("false null", third.path("has_more") + " " + third.path("next_cursor"));
    for (String other :
        List.of(LIST + "?status=pending&cursor=" + cursor, LIST + "?cursor=x" + cursor)) {
      RawAnswer refused = http.get(other, key);
      assertEquals("400 cursor", refused.status() + " " + refused.param(), other);
    }
    RawAnswer foreign =
        http.get(
            LIST + "?cursor=" + cursor,
            "Authorization: Bearer " + gateway.key("--project", project + "x"));
    assertEquals("400 cursor", foreign.status() + " " + foreign.param());
  }

  @Test
  void oneIsListedAsItIsToldAlone() {
    String id = recording(1);
    JsonNode told = awaitCompleted(id);
    assertEquals(told, http.get(LIST, key).json().at("/data/0"));
  }

  @Test
  void thoseThatAreNotDoneCanBeAskedFor() {
    String done = recording(1);
    awaitCompleted(done);
    withWriters.set(1_000);
    RawAnswer early = delete("/v1/end-users/eu_owner");
    assertEquals(503, early.status(), early::toString);
    String pending = early.json().at("/error/details/erasure_id").asText();
    assertEquals(List.of(pending), listed("?status=pending", key));
    assertEquals(List.of(done), listed("?status=completed", key));
    assertEquals(List.of(pending, done), listed("", key));
    assertEquals("status", http.get(LIST + "?status=done", key).param());
    withWriters.set(0);
    awaitCompleted(pending);
  }

  @Test
  void aKeySeesThoseOfWhatItMayReadAlone() {
    String recording = recording(1);
    String endUser = id(location(delete("/v1/end-users/eu_1")));
    assertEquals(List.of(endUser, recording), listed("", key));
    assertEquals(List.of(recording), listed("", key("--scopes", "recordings:read")));
    assertEquals(List.of(endUser), listed("", key("--scopes", "end_users:read")));
    assertEquals(403, http.get(LIST, key("--scopes", "ask:read")).status());
    assertEquals(List.of(recording), listed("", key("--end-user", "eu_owner")));
    assertEquals(List.of(endUser), listed("", key("--end-user", "eu_1")));
    assertEquals(List.of(), listed("", key("--end-user", "eu_2")));
    assertEquals(List.of(), listed("", key("--mode", "test")));
    String other = "Authorization: Bearer " + gateway.key("--project", project + "x");
    assertEquals(List.of(), listed("", other));
  }

  /** It has no id that this API gives, and of a recording nobody said whose it was. */
  @Test
  void aDeletionThatCameByAnEventIsNotListed() {
    gateway.execute(
        """
        INSERT INTO gateway.erasures
          (id, project_id, mode, type, target_id, event_id, requested_at, next_attempt_at, completed_at)
        VALUES ('evt_%1$s', '%1$s', 'live', 'recording', 'rec_9', 'evt_%1$s', now(), now(), now())\
        """
            .formatted(project));
    String mine = recording(1);
    assertEquals(List.of(mine), listed("", key));
    assertFalse(http.get(LIST, key).body().contains("rec_9"));
  }
}
