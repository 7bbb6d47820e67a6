package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What one project has under way is not felt by another, over a real OpenSearch. */
class FairSearchIT {
  private static final Owner HEAVY = new Owner("proj_heavy", Mode.MODE_LIVE, "eu_heavy");
  private static final Owner LIGHT = new Owner("proj_light", Mode.MODE_LIVE, "eu_light");

  /** A slot a project while both search. */
  private static SearchConfiguration slots(int slots, int queue) {
    Duration long30 = Duration.ofSeconds(30);
    return new SearchConfiguration(
        Duration.ofSeconds(1), long30, long30, slots, queue, long30, "secret");
  }

  private static SearchResponse search(TestService service, Owner owner, String query) {
    return service
        .search()
        .search(
            SearchRequest.newBuilder()
                .setCaller(owner.caller())
                .setEndUserId(owner.endUser())
                .setQuery(query)
                .setLimit(8)
                .build());
  }

  private static TestService filled(SearchConfiguration configuration, Embedder embedder) {
    TestService service =
        TestService.start(TestService.newPrefix(), configuration, embedder).awaitReady();
    for (Owner owner : List.of(HEAVY, LIGHT)) {
      new Transcript(owner, "rec_r", "txn_t", new Event("evt_e", 1), List.of("budget approved"))
          .sendTo(service);
    }
    return service;
  }

  @Test
  void aProjectThatSearchesNowAndThenFindsAllWhileAnotherHasFiftySearchesStuckInTheModel()
      throws Exception {
    TwoAtATime model = new TwoAtATime();
    try (TestService service = filled(slots(2, 100), model);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertFalse(search(service, LIGHT, "budget").getLexicalOnly());
      List<Future<SearchResponse>> heavy = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        heavy.add(threads.submit(() -> search(service, HEAVY, "stuck")));
      }
      Awaitility.await().until(() -> model.stuck.get() > 0);
      SearchResponse light = search(service, LIGHT, "budget");
      assertEquals("budget approved", light.getChunks(0).getText());
      assertFalse(light.getLexicalOnly());
      model.go.countDown();
      for (Future<SearchResponse> one : heavy) {
        assertEquals(1, one.get().getChunksCount());
      }
    }
  }

  @Test
  void whatWaitsForASlotIsStillSearchedByItsMeaning() throws Exception {
    try (TestService service = filled(slots(2, 100), new Slow(Duration.ofMillis(100)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SearchResponse>> heavy = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        heavy.add(threads.submit(() -> search(service, HEAVY, "budget")));
      }
      for (Future<SearchResponse> one : heavy) {
        assertFalse(one.get().getLexicalOnly());
      }
    }
  }

  @Test
  void whatIsMoreThanMayWaitIsToldToComeAgain() throws Exception {
    TwoAtATime model = new TwoAtATime();
    try (TestService service = filled(slots(1, 1), model);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SearchResponse>> heavy = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        heavy.add(threads.submit(() -> search(service, HEAVY, "stuck")));
      }
      Awaitility.await().until(() -> heavy.stream().anyMatch(Future::isDone));
      model.go.countDown();
      int refused = 0;
      for (Future<SearchResponse> one : heavy) {
        try {
          assertEquals(1, one.get().getChunksCount());
        } catch (ExecutionException e) {
          assertEquals(Status.Code.RESOURCE_EXHAUSTED, Status.fromThrowable(e).getCode());
          refused++;
        }
      }
      assertEquals(1, refused);
    }
  }

  @Test
  void aSearchWhoseCallerLeavesGivesUpItsPlace() {
    TwoAtATime model = new TwoAtATime();
    try (TestService service = filled(slots(1, 1), model);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Context.CancellableContext caller = Context.current().withCancellation();
      var _ = threads.submit(() -> caller.call(() -> search(service, HEAVY, "stuck")));
      Awaitility.await().until(() -> model.stuck.get() == 1);
      caller.cancel(null);
      // It would be held until the latch: nobody opens that.
      assertEquals(1, search(service, HEAVY, "budget").getChunksCount());
    }
  }

  @Test
  void aQueryThatIsNoneIsRefusedWithoutWaiting() throws Exception {
    TwoAtATime model = new TwoAtATime();
    try (TestService service = filled(slots(1, 0), model);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SearchResponse> heavy = threads.submit(() -> search(service, HEAVY, "stuck"));
      Awaitility.await().until(() -> model.stuck.get() == 1);
      StatusRuntimeException refused =
          assertThrows(StatusRuntimeException.class, () -> search(service, HEAVY, " "));
      assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
      model.go.countDown();
      assertTrue(heavy.get().getChunksCount() > 0);
    }
  }

  /** A model with two cores: what says so is stuck in it until it may go. */
  private static final class TwoAtATime extends Wrapped {
    private final Semaphore cores = new Semaphore(2, true);
    private final AtomicInteger stuck = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public float[] embedQuery(String text) {
      try {
        cores.acquire();
        try {
          if (text.equals("stuck")) {
            stuck.incrementAndGet();
            go.await();
          }
          return Transcript.vector(text);
        } finally {
          cores.release();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A model that takes one text after the other, and its time. */
  private static final class Slow extends Wrapped {
    private final Semaphore core = new Semaphore(1, true);
    private final Duration time;

    Slow(Duration time) {
      this.time = time;
    }

    @Override
    public float[] embedQuery(String text) {
      core.acquireUninterruptibly();
      try {
        // What a long query costs.
        LockSupport.parkNanos(time.toNanos());
        return Transcript.vector(text);
      } finally {
        core.release();
      }
    }
  }

  private abstract static class Wrapped implements Embedder {
    private final FakeEmbedder embedder = new FakeEmbedder();

    @Override
    public EmbeddingSpace space() {
      return embedder.space();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      return embedder.embedPassages(texts);
    }

    @Override
    public void close() {}
  }
}
