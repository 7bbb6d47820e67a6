package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.search.v1.Caller;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who give up before anything is stored: nothing is. */
class GoneCallerIT {
  private static final NewSession ABOUT_ALPHA =
      Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", "rec_alpha");

  private static AskOverPostgres hark;

  private final Caller caller = Calls.caller("p" + new Random().nextLong(1L << 60));
  private Calls calls;

  @BeforeAll
  static void start() throws IOException {
    hark = new AskOverPostgres();
    hark.model.recovers();
    hark.model.says("Yes [S1].");
  }

  @AfterAll
  static void stop() {
    hark.close();
  }

  @BeforeEach
  void begin() {
    calls = new Calls(hark.stub(), caller);
    hark.search.has(caller, "rec_alpha", "eu_maya", 3);
  }

  private int sessions() {
    return hark.stub()
        .listSessions(ListSessionsRequest.newBuilder().setCaller(caller).setLimit(10).build())
        .getSessionsCount();
  }

  /** A call whose caller leaves while search-service is asked. */
  private void leavesWhileSearchIsAsked(Runnable call) throws InterruptedException {
    CountDownLatch search = hark.search.holds("rec_alpha");
    Context.CancellableContext gone = Context.current().withCancellation();
    Thread calling =
        Thread.ofVirtual()
            .start(() -> gone.run(() -> assertThrows(StatusRuntimeException.class, call::run)));
    hark.search.awaitHeld();
    gone.cancel(null);
    calling.join();
    search.countDown();
  }

  @Test
  void aTurnIsNotBegun() throws InterruptedException {
    int asked = hark.model.asked().size();
    leavesWhileSearchIsAsked(() -> calls.ask(calls.question(ABOUT_ALPHA, "When?")));
    assertEquals(1, retried().getMessageCount() / 2, "its retry makes the only session");
    assertEquals(1, sessions());
    assertEquals(asked + 1, hark.model.asked().size());
  }

  private dev.hark.proto.ask.v1.Session retried() {
    String id =
        calls.ask(calls.question(ABOUT_ALPHA, "When?")).getLast().getCompleted().getSessionId();
    return calls.get(id);
  }

  @Test
  void aTurnWhoseTimeIsOverIsNotBegun() throws InterruptedException {
    CountDownLatch search = hark.search.holds("rec_alpha");
    AskServiceBlockingStub hasty = hark.stub().withDeadlineAfter(300, TimeUnit.MILLISECONDS);
    Calls quick = new Calls(hasty, caller);
    assertThrows(
        StatusRuntimeException.class, () -> quick.ask(calls.question(ABOUT_ALPHA, "When?")));
    search.countDown();
    assertEquals(2, retried().getMessageCount());
    assertEquals(1, sessions());
  }

  @Test
  void aSessionIsNotMade() throws InterruptedException {
    CreateSessionRequest request =
        CreateSessionRequest.newBuilder().setCaller(caller).setSession(ABOUT_ALPHA).build();
    leavesWhileSearchIsAsked(() -> hark.stub().createSession(request));
    calls.create(ABOUT_ALPHA);
    assertEquals(1, sessions());
  }
}
