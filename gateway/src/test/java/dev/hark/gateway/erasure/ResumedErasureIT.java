package dev.hark.gateway.erasure;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.search.v1.Removed;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A deletion that was asked for is brought to its end, whatever fails in the middle. */
class ResumedErasureIT extends ErasureFixture {
  @Test
  void aStoreThatIsDownIsDoneWhenItIsBack() {
    AtomicBoolean down = new AtomicBoolean(true);
    askService.onErasure(
        () -> {
          if (down.get()) {
            throw Status.UNAVAILABLE.asRuntimeException();
          }
          return Erased.newBuilder().setSessions(3).build();
        });
    RawAnswer refused = delete("/v1/end-users/eu_2");
    assertEquals("503 unavailable", refused.status() + " " + refused.code());
    assertTrue(Integer.parseInt(refused.header("retry-after")) >= 1);
    String erasure = refused.json().path("error").path("details").path("erasure_id").asText();
    JsonNode pending = http.get("/v1/erasures/" + erasure, key).json();
    assertEquals("pending", pending.path("status").asText());
    assertTrue(pending.path("completed_at").isNull());
    assertEquals("search", pending.path("stores").path(0).path("name").asText());
    assertTrue(pending.path("stores").path(0).path("completed_at").isTextual());
    assertTrue(pending.path("stores").path(1).path("completed_at").isNull());
    assertTrue(pending.path("stores").path(3).path("completed_at").isNull());

    RawAnswer again = delete("/v1/end-users/eu_2");
    assertEquals(erasure, again.json().path("error").path("details").path("erasure_id").asText());
    down.set(false);
    JsonNode completed = awaitCompleted(erasure);
    assertEquals(
        "{\"answers\":0,\"messages\":0,\"sessions\":3}",
        completed.path("stores").path(1).path("removed").toString());
    assertEquals(1, deletions().size());
  }

  @Test
  void askingAgainJoinsADeletionWhoseTargetCannotBeSeenAnyMore() {
    CountDownLatch joined = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    onDeletion(
        () -> {
          if (first.getAndSet(false)) {
            throw Status.UNAVAILABLE.asRuntimeException();
          }
          awaitLatch(joined);
          return Removed.newBuilder().setChunks(1).build();
        });
    RawAnswer refused = delete("/v1/recordings/rec_1");
    assertEquals("503 unavailable", refused.status() + " " + refused.code());
    searchService.getRecording.fails(Status.NOT_FOUND);
    // One attempt failed, the gateway's own next one waits: the third is the client's.
    CompletableFuture<RawAnswer> again =
        CompletableFuture.supplyAsync(() -> delete("/v1/recordings/rec_1"));
    await().atMost(SOON).until(() -> deletions().size() >= 3);
    joined.countDown();
    String erasure = refused.json().path("error").path("details").path("erasure_id").asText();
    assertEquals("/v1/erasures/" + erasure, location(again.join()));
    assertEquals("completed", awaitCompleted(erasure).path("status").asText());
    assertEquals(404, delete("/v1/recordings/rec_1").status());
  }

  /** The other has done the first store when it is killed. */
  @Test
  void aGatewayThatIsKilledInTheMiddleIsFollowedByAnother() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    try (GatewayProcess other = GatewayProcess.beside(gateway, "-Dhark.erasure.lease=1s")) {
      await().atMost(Duration.ofSeconds(60)).until(other::isReady);
      askService.onErasure(
          () -> {
            if (first.getAndSet(false)) {
              reached.countDown();
              awaitLatch(killed);
            }
            return Erased.newBuilder().setMessages(7).build();
          });
      Thread client =
          Thread.ofVirtual()
              .start(
                  () -> tryTo(() -> other.http().send("DELETE", "/v1/end-users/eu_3", null, key)));
      awaitLatch(reached);
      other.kill();
      killed.countDown();
      client.join();
    }
    String event = events.withKey("eu_3");
    assertTrue(event.contains(project), event);
    String erasure =
        "SELECT id FROM gateway.erasures WHERE target_id = 'eu_3' AND completed_at IS NOT NULL";
    await().atMost(SOON).until(() -> gateway.firstOf(erasure).startsWith("era_"));
    JsonNode told = http.get("/v1/erasures/" + gateway.firstOf(erasure), key).json();
    assertEquals("7", told.path("stores").path(1).path("removed").path("messages").asText());
    assertEquals(1, deletions().size());
  }

  private static void tryTo(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // The other side was killed.
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
