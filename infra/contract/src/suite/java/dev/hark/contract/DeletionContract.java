package dev.hark.contract;

import static dev.hark.contract.Refusals.assertInvalid;
import static dev.hark.contract.Refusals.refusal;
import static dev.hark.proto.search.v1.WriteResult.WRITE_RESULT_DELETED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Removed;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the worker and the gateway rely on when they delete. */
public interface DeletionContract extends SearchSuite {
  Duration SOON = Duration.ofSeconds(30);

  @Test
  default void whatIsDeletedIsGoneForGood() {
    Owner ana = Owner.fresh("eu_ana");
    send(Transcript.of(ana, "rec_a", 1, "walnut"));
    for (String id : List.of("rec_a", "rec_never")) {
      assertEquals(WRITE_RESULT_DELETED, ask().delete(ana, id, new Event("evt_d", 2)));
      assertEquals(WRITE_RESULT_DELETED, send(Transcript.of(ana, id, 9, "walnut")));
      assertEquals(WRITE_RESULT_DELETED, check(Transcript.of(ana, id, 9)));
      assertEquals(WRITE_RESULT_DELETED, ask().rename(ana, id, new Event("evt_r", 10), "Nuts"));
      assertEquals(WRITE_RESULT_DELETED, ask().create(ana, id, new Event("evt_c", 11), 1));
      assertEquals(
          Status.Code.NOT_FOUND, refusal(() -> ask().recording(ana.caller(), id)).getCode());
    }
    assertEquals(List.of(), ask().search(ana, "walnut"));
  }

  @Test
  default void aDeletionSaysWhatItRemovedOnce() {
    Owner ana = Owner.fresh("eu_ana");
    send(Transcript.of(ana, "rec_a", 1, "one", "two", "three"));
    send(Transcript.of(ana, "rec_b", 1, "one"));
    send(Transcript.of(ana, "rec_c", 1, "one", "two"));
    Event event = new Event("evt_d", 2);
    assertEquals(removed(1, 3), ask().deleteAndCount(ana, "rec_a", event).getRemoved());
    assertEquals(removed(0, 0), ask().deleteAndCount(ana, "rec_a", event).getRemoved());
    assertEquals(removed(0, 0), ask().deleteAndCount(ana, "rec_never", event).getRemoved());
    assertEquals(removed(2, 3), ask().eraseAndCount(ana, event).getRemoved());
    assertEquals(removed(0, 0), ask().eraseAndCount(ana, event).getRemoved());
  }

  private static Removed removed(long recordings, long chunks) {
    return Removed.newBuilder().setRecordings(recordings).setChunks(chunks).build();
  }

  @Test
  default void anErasureTakesAllOfOneEndUserAndNothingOfOthers() {
    Owner ana = Owner.fresh("eu_ana");
    List<Owner> others =
        List.of(
            ana.beside("eu_ben"),
            new Owner(ana.project(), Mode.MODE_TEST, ana.endUser()),
            new Owner(ana.project() + "x", ana.mode(), ana.endUser()));
    send(Transcript.of(ana, "rec_a", 1, "walnut"));
    others.forEach(
        other -> send(Transcript.of(other, "rec_" + other.endUser().substring(3), 1, "w")));
    assertEquals(WRITE_RESULT_DELETED, ask().erase(ana, new Event("evt_e", 2)));
    assertEquals(List.of(), ask().listedIds(ana.caller()));
    assertEquals(WRITE_RESULT_DELETED, send(Transcript.of(ana, "rec_new", 9, "walnut")));
    assertEquals(WRITE_RESULT_DELETED, ask().create(ana, "rec_newer", new Event("evt_c", 9), 1));
    others.forEach(
        other ->
            assertEquals(
                List.of("rec_" + other.endUser().substring(3)), ask().listedIds(other.caller())));
  }

  @Test
  default void aDeletionWinsOverWordsThatAreOnTheirWayAndTellsOfThem() {
    Owner ana = Owner.fresh("eu_ana");
    Transcript transcript = Transcript.of(ana, "rec_a", 1, "walnut", "almond");
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out =
        transcript.open(stubs(), transcript.header().build(), answer);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> ask().endUser(ana.caller(), "eu_ana").getFirstBeingWritten());
    assertTrue(ask().deleteAndCount(ana, "rec_a", new Event("evt_d", 2)).getWritersLeft());
    assertFalse(ask().deleteAndCount(ana, "rec_b", new Event("evt_d", 2)).getWritersLeft());
    assertTrue(ask().eraseAndCount(ana, new Event("evt_e", 2)).getWritersLeft());
    out.onNext(transcript.chunk(0));
    out.onNext(transcript.chunk(1));
    out.onCompleted();
    assertEquals(WRITE_RESULT_DELETED, Transcript.join(answer));
    assertFalse(ask().eraseAndCount(ana, new Event("evt_e", 2)).getWritersLeft());
    assertEquals(List.of(), ask().search(ana, "walnut"));
  }

  @Test
  default void aSenderThatGivesUpChangesNothingAndLeavesNoWriter() {
    Owner ana = Owner.fresh("eu_ana");
    Transcript transcript = Transcript.of(ana, "rec_a", 1, "walnut");
    StreamObserver<ReplaceTranscriptRequest> out =
        transcript.open(stubs(), transcript.header().build(), new CompletableFuture<>());
    out.onNext(transcript.chunk(0));
    out.onError(new IllegalStateException("killed"));
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !ask().eraseAndCount(ana, new Event("evt_e", 2)).getWritersLeft());
    assertEquals(List.of(), ask().listedIds(ana.projectCaller()));
  }

  @Test
  default void whatIsWronglyDeletedIsRefusedByName() {
    Owner ana = Owner.fresh("eu_ana");
    assertInvalid("recording_id", () -> ask().delete(ana, "", new Event("evt_d", 1)));
    assertInvalid("stamp.event_id", () -> ask().delete(ana, "rec_a", new Event("", 1)));
    assertInvalid("end_user_id", () -> ask().erase(ana.beside(""), new Event("evt_e", 1)));
    assertInvalid("end_user_id", () -> eraseAsAnother(ana));
  }

  private void eraseAsAnother(Owner owner) {
    Caller bound = owner.projectCaller().toBuilder().setEndUserId("eu_ben").build();
    EventStamp stamp = new Event("evt_e", 1).stamp();
    var _ =
        stubs()
            .write()
            .deleteEndUser(
                DeleteEndUserRequest.newBuilder()
                    .setCaller(bound)
                    .setStamp(stamp)
                    .setEndUserId(owner.endUser())
                    .build());
  }
}
