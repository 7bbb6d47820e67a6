package dev.hark.ask.turn;

import dev.hark.ask.session.Conversation.Said;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The use case: a question comes in, an answer is stored whose citations are verified. A turn runs
 * on a thread of its own to its end, whether anybody waits for it or not. The same message sent
 * again while its turn runs joins that turn; sent again after it failed, it is answered without
 * being stored a second time. Safe for many threads.
 */
public final class AskQuestion {
  private static final Logger log = LoggerFactory.getLogger(AskQuestion.class);

  private static final Duration FOLLOW = Duration.ofSeconds(30);

  private final TurnSteps steps;
  private final RunningTurns running;
  private final FairSlots slots;
  private final Duration queueTime;
  private final Faults faults;

  /**
   * @param most turns at a time; more are refused
   * @param slots for turns at work: not those that wait for a model
   * @param queueTime for a slot
   */
  public AskQuestion(
      TurnSteps steps, int most, FairSlots slots, Duration queueTime, Faults faults) {
    this.steps = steps;
    this.faults = faults;
    this.slots = slots;
    this.queueTime = queueTime;
    this.running = new RunningTurns(most);
  }

  /** For a caller who waits. */
  public TurnLog ask(Caller caller, Target target, Question question) {
    return ask(new TurnRequest(caller, target, question));
  }

  /** Begins a turn and answers at once; what happens can be followed in the log. */
  public TurnLog ask(TurnRequest request) {
    TurnLog turn = new TurnLog();
    if (!running.takePlace()) {
      log.warn("request_id={} refused: too many turns at once", request.caller().requestId());
      turn.add(new TurnEvent.Ended(unavailable()));
      return turn;
    }
    boolean begun = false;
    try {
      Thread.ofVirtual().name("turn").start(() -> runToTheEnd(request, turn));
      begun = true;
    } finally {
      if (!begun) {
        running.giveBackPlace();
      }
    }
    return turn;
  }

  /** Takes no more turns, and blocks until those that run have ended or the time is over. */
  public void finish(Duration longest) throws InterruptedException {
    if (!running.awaitNone(longest)) {
      log.warn("turns were still running when the time was over");
    }
  }

  private void runToTheEnd(TurnRequest request, TurnLog turn) {
    Outcome outcome = new Outcome.Failed(new AskFailure.Internal(Optional.empty()));
    try {
      outcome = run(request, turn);
    } finally {
      // Whatever happens, an Error too: whoever follows must hear an end.
      turn.add(new TurnEvent.Ended(outcome));
      running.giveBackPlace();
    }
  }

  private Outcome run(TurnRequest request, TurnLog turn) {
    Optional<SessionId> kept = Optional.empty();
    try (TurnSlot slot = new TurnSlot(slots, request.caller().project(), queueTime)) {
      Optional<Session> session = steps.existing(request);
      Optional<Outcome> before = steps.replay(request, session, turn);
      if (before.isPresent()) {
        return before.get();
      }
      PreparedTurn prepared = steps.prepare(request, session);
      if (request.abandoned().getAsBoolean()) {
        log.info("request_id={} its caller had gone before it began", request.caller().requestId());
        return unavailable();
      }
      // Before others are joined: whoever joins has said the same message, under its own id too.
      Said said = steps.say(request, prepared);
      MessageId asked = said.message().id();
      kept = Optional.of(prepared.session().id());
      Optional<TurnLog> other = running.begin(asked, request.question(), turn);
      if (other.isPresent()) {
        slot.leave();
        return follow(other.get(), turn);
      }
      try {
        return steps.answer(request, prepared.outside(slot), said, turn);
      } finally {
        running.end(asked, request.question());
      }
    } catch (AskFailedException e) {
      return new Outcome.Failed(e.failure());
    } catch (RuntimeException | Error e) {
      String where = "request_id=" + request.caller().requestId();
      return new Outcome.Failed(faults.failure(where, kept, e));
    }
  }

  /** Repeats what another turn tells, and ends as it ends. */
  private static Outcome follow(TurnLog other, TurnLog turn) {
    try {
      // The next words may be long in coming, and what was told meanwhile erased.
      GuardedStream.isErased(other::check);
      for (int i = 0; ; ) {
        Optional<TurnEvent> event = other.get(i, FOLLOW);
        if (event.isPresent()) {
          switch (event.get()) {
            case TurnEvent.Ended ended -> {
              return ended.outcome();
            }
            case TurnEvent.Withdrawn _ -> turn.withdraw();
            case TurnEvent.Started _, TurnEvent.Written _ -> turn.add(event.get());
          }
          i++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable();
    }
  }

  private static Outcome unavailable() {
    return new Outcome.Failed(new AskFailure.Unavailable(Optional.empty(), Faults.RETRY_AFTER));
  }
}
