package dev.hark.gateway.enduser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.CountSessionsRequest;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.GetEndUsersRequest;
import dev.hark.proto.search.v1.GetEndUsersResponse;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EndUserIT {
  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key = "Authorization: Bearer " + gateway.key("--project", "proj_enduser");
  private final List<GetEndUsersRequest> asked = new CopyOnWriteArrayList<>();

  private void has(EndUser recordings, SessionCount sessions) {
    gateway
        .searchService()
        .getEndUsers
        .answers(
            request -> {
              asked.add(request);
              return GetEndUsersResponse.newBuilder()
                  .addEndUsers(recordings.toBuilder().setEndUserId("eu_1"))
                  .build();
            });
    gateway
        .askService()
        .onCount(
            () ->
                CountSessionsResponse.newBuilder()
                    .addCounts(sessions.toBuilder().setEndUserId("eu_1"))
                    .build());
  }

  private static Timestamp seconds(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  private static EndUser recordings(long count, long since) {
    return EndUser.newBuilder().setRecordings(count).setCreatedAt(seconds(since)).build();
  }

  private static SessionCount sessions(long count, long since) {
    return SessionCount.newBuilder().setSessions(count).setCreatedAt(seconds(since)).build();
  }

  private String endUser() {
    RawAnswer answer = http.get("/v1/end-users/eu_1", key);
    return answer.status() + " " + answer.body();
  }

  @Test
  void anEndUserIsAnsweredByteForByte() {
    has(recordings(12, 1_778_922_720), sessions(3, 1_778_922_721));
    String expected =
        """
        200 {"id":"eu_1","external_id":null,"name":null,"email":null,"time_zone":null,"metadata":null,\
        "recording_count":%d,"session_count":%d,"created_at":"%s","updated_at":null}\
        """;
    assertEquals(expected.formatted(12, 3, "2026-05-16T09:12:00.000Z"), endUser());
    assertEquals(List.of("eu_1"), asked.getLast().getEndUserIdsList());
    assertEquals("proj_enduser", asked.getLast().getCaller().getProjectId());
    assertEquals(
        List.of("eu_1"), gateway.askService().last(CountSessionsRequest.class).getEndUserIdsList());

    has(EndUser.getDefaultInstance(), sessions(1, 1_778_922_721));
    assertEquals(expected.formatted(0, 1, "2026-05-16T09:12:01.000Z"), endUser());
    has(recordings(1, 1_778_922_720), SessionCount.getDefaultInstance());
    assertEquals(expected.formatted(1, 0, "2026-05-16T09:12:00.000Z"), endUser());
  }

  @Test
  void whoseFirstWordsAreOnTheirWayIsThere() {
    has(EndUser.newBuilder().setFirstBeingWritten(true).build(), SessionCount.getDefaultInstance());
    assertEquals(
        """
        200 {"id":"eu_1","external_id":null,"name":null,"email":null,"time_zone":null,"metadata":null,\
        "recording_count":0,"session_count":0,"created_at":null,"updated_at":null}\
        """,
        endUser());
  }

  @Test
  void whoHasNothingIsAsUnknownAsWhatCannotBe() {
    has(EndUser.getDefaultInstance(), SessionCount.getDefaultInstance());
    RawAnswer unknown = http.get("/v1/end-users/eu_1", key);
    assertEquals("404 not_found", unknown.status() + " " + unknown.code());
    for (String id : new String[] {"eu_", "maya", "eu_a-b", "rec_1"}) {
      assertEquals(
          unknown.bodyWithoutId(), http.get("/v1/end-users/" + id, key).bodyWithoutId(), id);
    }
  }

  /** The services decide: they are told whom the key is bound to, and are both asked. */
  @Test
  void aBoundKeyAsksAsItself() {
    has(EndUser.getDefaultInstance(), SessionCount.getDefaultInstance());
    String bound = "X-API-Key: " + gateway.key("--project", "proj_enduser", "--end-user", "eu_2");
    RawAnswer other = http.get("/v1/end-users/eu_1", bound);
    assertEquals("404 not_found", other.status() + " " + other.code());
    assertEquals("eu_2", asked.getLast().getCaller().getEndUserId());
    assertEquals(
        "eu_2", gateway.askService().last(CountSessionsRequest.class).getCaller().getEndUserId());
  }

  @Test
  void withoutOneOfTheServicesNobodyKnows() {
    has(recordings(1, 1), sessions(1, 1));
    gateway.askService().onCount(() -> throwUnavailable());
    RawAnswer answer = http.get("/v1/end-users/eu_1", key);
    assertEquals("503 unavailable", answer.status() + " " + answer.code());
    assertEquals("1", answer.header("retry-after"));
  }

  private static CountSessionsResponse throwUnavailable() {
    throw Status.UNAVAILABLE.asRuntimeException();
  }
}
