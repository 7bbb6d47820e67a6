package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.search.FakeOpenSearch;
import dev.hark.search.TestConfigurations;
import dev.hark.search.index.opensearch.CallFailures.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.CountRequest;

/** A call that nobody waits for gives its connection back, or its place in the queue for one. */
class AbortedCallsIT {
  /** Half of them get a connection. */
  private static final int CALLS = 128;

  /** A call that waits for the others would take their time-out of 30 s. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private final FakeOpenSearch server = new FakeOpenSearch();
  private final Connections connections =
      new Connections(TestConfigurations.index(server.url(), "hark"));

  @AfterEach
  void stop() {
    connections.close();
    server.close();
  }

  @Test
  void callersThatGiveUpOnAHungServerLeaveItsConnectionsToOthers() throws InterruptedException {
    server.hang("_refresh");
    AtomicInteger gaveUp = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      callers.add(Thread.startVirtualThread(() -> refresh(gaveUp)));
    }
    Awaitility.await().atMost(AT_ONCE).until(() -> server.requests("_refresh").size() == CALLS / 2);
    callers.forEach(Thread::interrupt);
    for (Thread caller : callers) {
      assertTrue(caller.join(AT_ONCE));
    }
    assertEquals(CALLS, gaveUp.get());
    assertEquals(
        0, CompletableFuture.supplyAsync(this::count).orTimeout(10, TimeUnit.SECONDS).join());
  }

  private void refresh(AtomicInteger gaveUp) {
    try {
      connections.writes().refresh("hark-chunks");
    } catch (Unanswered e) {
      gaveUp.incrementAndGet();
    }
  }

  private long count() {
    return connections
        .reads()
        .count(
            new CountRequest.Builder().index("hark-chunks"),
            Query.of(all -> all.matchAll(any -> any)));
  }

  /** An answer comes a moment before its connection is given back: then another one is opened. */
  @Test
  void aConnectionIsUsedAgainAfterAnAnswer() {
    for (int i = 0; i < 100; i++) {
      assertEquals(0, count());
    }
    assertTrue(server.connections() < 10, () -> server.connections() + " for 100 calls");
  }
}
