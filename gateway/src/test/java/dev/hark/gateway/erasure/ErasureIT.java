package dev.hark.gateway.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.EndUsersOf;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.GetEndUsersResponse;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

/** Deletions on the wire: noted, carried to their end, and told of. */
class ErasureIT extends ErasureFixture {
  private static String time(JsonNode node, String name) {
    String time = node.path(name).asText();
    assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z"), time);
    return time;
  }

  @Test
  void aRecordingIsDeletedFromEveryStoreAndTheWorldIsTold() {
    String location = location(delete("/v1/recordings/rec_1"));
    DeleteRecordingRequest fromIndex = (DeleteRecordingRequest) deletions().getFirst();
    assertEquals("rec_1", fromIndex.getRecordingId());
    assertEquals(project, fromIndex.getCaller().getProjectId());
    assertEquals("", fromIndex.getCaller().getEndUserId());
    assertEquals("rec_1", askService.last(EraseRecordingRequest.class).getRecordingId());

    String id = location.substring(location.lastIndexOf('/') + 1);
    JsonNode erasure = awaitCompleted(id);
    RawAnswer told = http.get(location, key);
    JsonNode stores = erasure.path("stores");
    assertEquals(
        """
        200 {"id":"%s","type":"recording","recording_id":"rec_1","end_user_id":"eu_owner",\
        "status":"completed","requested_at":"%s","completed_at":"%s","stores":[\
        {"name":"search","removed":{"chunks":12,"recordings":1},"completed_at":"%s"},\
        {"name":"ask","removed":{"answers":2,"messages":4,"sessions":1},"completed_at":"%s"},\
        {"name":"idempotency","removed":{"answers":0},"completed_at":"%s"},\
        {"name":"event","removed":{},"completed_at":"%s"}]}\
        """
            .formatted(
                id,
                time(erasure, "requested_at"),
                time(erasure, "completed_at"),
                time(stores.path(0), "completed_at"),
                time(stores.path(1), "completed_at"),
                time(stores.path(2), "completed_at"),
                time(stores.path(3), "completed_at")),
        told.status() + " " + told.body());
    String event = fromIndex.getStamp().getEventId();
    assertEquals(
        """
        rec_1 {"id":"%s","type":"recording.deleted","created_at":"%s","project_id":"%s",\
        "mode":"live","data":{"recording_id":"rec_1"}}\
        """
            .formatted(event, time(erasure, "requested_at"), project),
        events.of(event));
  }

  @Test
  void anEndUserIsDeletedFromEveryStoreAndTheWorldIsTold() {
    String location = location(delete("/v1/end-users/eu_1"));
    DeleteEndUserRequest fromIndex = (DeleteEndUserRequest) deletions().getFirst();
    assertEquals("eu_1", fromIndex.getEndUserId());
    assertEquals("eu_1", askService.last(EraseEndUserRequest.class).getEndUserId());
    JsonNode erasure = http.get(location, key).json();
    assertEquals("end_user", erasure.path("type").asText());
    assertTrue(erasure.path("recording_id").isNull());
    assertEquals("eu_1", erasure.path("end_user_id").asText());
    String event = events.of(fromIndex.getStamp().getEventId());
    assertTrue(event.startsWith("eu_1 {"), event);
    assertTrue(event.contains("\"end_user.deleted\""), event);
    assertTrue(event.endsWith("\"data\":{\"end_user_id\":\"eu_1\"}}"), event);
  }

  /** Faults X7: what is still being written when it is deleted. */
  @Test
  void anErasureIsPendingUntilTheIndexHasNoWriterLeft() {
    withWriters.set(8);
    RawAnswer early = delete("/v1/end-users/eu_1");
    assertEquals(503, early.status(), early::toString);
    String id = early.json().path("error").path("details").path("erasure_id").asText();
    JsonNode pending = http.get("/v1/erasures/" + id, key).json();
    assertEquals("pending", pending.path("status").asText(), pending::toString);
    assertTrue(pending.path("stores").path(0).path("completed_at").isNull(), pending::toString);
    assertEquals(0, pending.path("stores").path(0).path("removed").size(), pending::toString);
    JsonNode removed = awaitCompleted(id).path("stores").path(0).path("removed");
    assertEquals(9, deletions().size());
    assertEquals(9, removed.path("recordings").asLong(), removed::toString);
    assertEquals(9 * 12, removed.path("chunks").asLong(), removed::toString);
  }

  @Test
  void aDeletionWaitsForWritersThatAreAboutToStop() {
    withWriters.set(2);
    location(delete("/v1/recordings/rec_1"));
    assertEquals(3, deletions().size());
  }

  @Test
  void whoseFirstWordsAreOnTheirWayCanBeDeleted() {
    searchService.getEndUsers.answers(
        request -> EndUsersOf.each(request, EndUser.newBuilder().setFirstBeingWritten(true)));
    location(delete("/v1/end-users/eu_1"));
    assertEquals(1, deletions().size());
  }

  @Test
  void whatIsNotThereCannotBeDeleted() {
    searchService.getRecording.fails(Status.NOT_FOUND);
    searchService.getEndUsers.answers(request -> GetEndUsersResponse.getDefaultInstance());
    RawAnswer unknown = http.get("/v1/recordings/rec_1", key);
    for (String path :
        new String[] {
          "/v1/recordings/rec_1", "/v1/recordings/rec-1", "/v1/end-users/eu_1", "/v1/end-users/x"
        }) {
      RawAnswer answer = delete(path);
      assertEquals(404, answer.status(), path);
      assertEquals(unknown.bodyWithoutId(), answer.bodyWithoutId(), path);
      assertEquals("", answer.header("location"), path);
    }
    assertEquals(0, deletions().size());
  }

  @Test
  void anErasureIsShownToThoseAloneWhoMayReadWhatItErased() {
    String recording = location(delete("/v1/recordings/rec_1"));
    String endUser = location(delete("/v1/end-users/eu_1"));
    String unknown = http.get("/v1/erasures/era_1", key).bodyWithoutId();
    assertEquals(200, http.get(recording, key("--end-user", "eu_owner")).status());
    assertEquals(200, http.get(endUser, key("--end-user", "eu_1")).status());
    for (String[] foreign :
        new String[][] {
          {recording, key("--mode", "test")},
          {endUser, key("--mode", "test")},
          {recording, key("--end-user", "eu_1")},
          {endUser, key("--end-user", "eu_owner")},
          {recording, key("--scopes", "end_users:read")},
          {endUser, key("--scopes", "recordings:read")},
          {recording, "Authorization: Bearer " + gateway.key("--project", "proj_foreign")},
          {"/v1/erasures/nothing", key}
        }) {
      RawAnswer answer = http.get(foreign[0], foreign[1]);
      assertEquals("404 " + unknown, answer.status() + " " + answer.bodyWithoutId());
    }
  }
}
