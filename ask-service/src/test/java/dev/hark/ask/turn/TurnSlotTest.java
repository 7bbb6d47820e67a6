package dev.hark.ask.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hark.ask.Fixtures;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Ids.MessageId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How turns share what a turn works with. */
class TurnSlotTest {
  private final TurnFixture hark = new TurnFixture();
  private final FairSlots slots = Fixtures.slots(1);

  private TurnLog ask(AskQuestion ask, String question) {
    Session session = hark.session(new Scope.Library());
    return ask.ask(hark.caller, new Target.Existing(session.id()), TurnFixture.question(question));
  }

  @Test
  void aTurnThatWaitsForItsModelHasLeftItsSlotToOthers() throws Exception {
    AllAtOnce model = new AllAtOnce(3);
    AskQuestion ask = hark.asking(model, 10, slots, Duration.ofSeconds(20));
    TurnLog first = ask(ask, "One?");
    TurnLog second = ask(ask, "Two?");
    TurnLog third = ask(ask, "Three?");
    for (TurnLog turn : new TurnLog[] {first, second, third}) {
      assertInstanceOf(Outcome.Answered.class, turn.outcome());
    }
    assertEquals(3, model.asked.get());
  }

  @Test
  void aTurnThatFindsNoSlotInTimeForItsOwnProjectsTurnsIsToldOfThatAndStoresNothing()
      throws Exception {
    try (FairSlots.Slot own = slots.take(hark.caller.project().value(), Duration.ZERO)) {
      own.answered();
      assertRefused(new AskFailure.Busy(Optional.empty(), BusyException.RETRY_AFTER));
    }
  }

  @Test
  void aTurnThatFindsNoSlotInTimeForAnotherProjectsIsUnavailableAndStoresNothing()
      throws Exception {
    try (FairSlots.Slot other = slots.take("proj_other", Duration.ZERO)) {
      other.answered();
      assertRefused(new AskFailure.Unavailable(Optional.empty(), Faults.RETRY_AFTER));
    }
  }

  @Test
  void aTurnThatFindsNoSlotInTimeForAStoreThatHangsIsUnavailableAndStoresNothing()
      throws Exception {
    try (FairSlots.Slot _ = slots.take(hark.caller.project().value(), Duration.ZERO)) {
      assertRefused(new AskFailure.Unavailable(Optional.empty(), Faults.RETRY_AFTER));
    }
  }

  private void assertRefused(AskFailure expected) throws InterruptedException {
    AskQuestion ask = hark.asking(new AllAtOnce(1), 10, slots, Duration.ZERO);
    Session session = hark.session(new Scope.Library());
    Outcome outcome =
        ask.ask(hark.caller, new Target.Existing(session.id()), TurnFixture.question("Now?"))
            .outcome();
    assertEquals(new Outcome.Failed(expected), outcome);
    assertEquals(0, hark.store.find(hark.caller, session.id()).orElseThrow().messageCount());
  }

  @Test
  void aTurnWhoseModelFailsEndsWithoutAnotherSlotAndSoDoesOneThatFollowsIt() throws Exception {
    Failing model = new Failing();
    AskQuestion ask = hark.asking(model, 10, slots, Duration.ofHours(1));
    Target target = new Target.Existing(hark.session(new Scope.Library()).id());
    Optional<MessageId> named = Optional.of(new MessageId("msg_same"));
    Question question = TurnFixture.question("Now?");
    TurnLog turn = ask.ask(new TurnRequest(hark.caller, target, question, named, () -> false));
    model.asked.await();
    TurnLog follower = ask.ask(new TurnRequest(hark.caller, target, question, named, () -> false));
    assertInstanceOf(
        TurnEvent.Started.class, follower.get(0, Duration.ofSeconds(20)).orElseThrow());
    try (FairSlots.Slot _ = slots.take("proj_other", Duration.ofSeconds(20))) {
      model.go.countDown();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            assertInstanceOf(Outcome.Failed.class, turn.outcome());
            assertInstanceOf(Outcome.Failed.class, follower.outcome());
          });
    }
  }

  /** Fails when it may. */
  private static final class Failing implements ChatModel {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public ModelProfile profile() {
      return new ModelProfile("openai", "m", 100_000, 1_000);
    }

    @Override
    public Completion answer(ChatRequest request, Words words) {
      asked.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new Completion.Failed(new ModelFailure.Broken("scripted"));
    }
  }

  /** Answers when so many have asked. */
  private static final class AllAtOnce implements ChatModel {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch all;

    AllAtOnce(int turns) {
      this.all = new CountDownLatch(turns);
    }

    @Override
    public ModelProfile profile() {
      return new ModelProfile("openai", "m", 100_000, 1_000);
    }

    @Override
    public Completion answer(ChatRequest request, Words words) {
      asked.incrementAndGet();
      all.countDown();
      try {
        all.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      words.next("It is so.");
      return new Completion.Finished("m", Completion.Ending.STOP, new Completion.Usage(0, 0, 0));
    }
  }
}
