package dev.hark.ask.turn;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
  private final Faults faults;

  /**
   * @param most turns at a time; more are refused
   */
  public AskQuestion(TurnSteps steps, int most, Faults faults) {
    this.steps = steps;
    this.faults = faults;
    this.running = new RunningTurns(most);
  }

  /** For a caller who waits. */
  public TurnLog ask(Caller caller, Target target, Question question) {
    return ask(caller, target, question, Optional.empty(), () -> false);
  }

  /**
   * Begins a turn and answers at once; what happens can be followed in the log.
   *
   * @param named id that the message shall have. When it is there already, nothing is added: it is
   *     answered, or its stored answer told again without a model
   * @param gone whether the caller has given up, looked at right before anything is stored: then
   *     nothing is. Once the message is stored the turn runs to its end
   */
  public TurnLog ask(
      Caller caller,
      Target target,
      Question question,
      Optional<MessageId> named,
      BooleanSupplier gone) {
    TurnLog turn = new TurnLog();
    if (!running.takePlace()) {
      log.warn("request_id={} refused: too many turns at once", caller.requestId());
      turn.add(new TurnEvent.Ended(unavailable()));
      return turn;
    }
    boolean begun = false;
    try {
      Thread.ofVirtual()
          .name("turn")
          .start(() -> runToTheEnd(caller, target, question, named, gone, turn));
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

  private void runToTheEnd(
      Caller caller,
      Target target,
      Question question,
      Optional<MessageId> named,
      BooleanSupplier gone,
      TurnLog turn) {
    Outcome outcome = new Outcome.Failed(new AskFailure.Internal(Optional.empty()));
    try {
      outcome = run(caller, target, question, named, gone, turn);
    } finally {
      // Whatever happens, an Error too: whoever follows must hear an end.
      turn.add(new TurnEvent.Ended(outcome));
      running.giveBackPlace();
    }
  }

  private Outcome run(
      Caller caller,
      Target target,
      Question question,
      Optional<MessageId> named,
      BooleanSupplier gone,
      TurnLog turn) {
    Optional<SessionId> kept = Optional.empty();
    try {
      Optional<Session> session = steps.before(caller, target);
      if (session.isPresent() && named.isPresent()) {
        Optional<Outcome> before = steps.again(caller, session.get(), question, named.get(), turn);
        if (before.isPresent()) {
          return before.get();
        }
      }
      PreparedTurn prepared = steps.prepare(caller, target, session, question, named);
      if (gone.getAsBoolean()) {
        log.info("request_id={} its caller had gone before it began", caller.requestId());
        return unavailable();
      }
      // Before others are joined: whoever joins has said the same message, under its own id too.
      Message.FromUser asked = steps.say(caller, question, prepared);
      kept = Optional.of(prepared.session().id());
      Optional<TurnLog> other = running.begin(asked.id(), question, turn);
      if (other.isPresent()) {
        return follow(other.get(), turn);
      }
      try {
        return steps.answer(caller, question, prepared, asked, turn);
      } finally {
        running.end(asked.id(), question);
      }
    } catch (AskFailedException e) {
      return new Outcome.Failed(e.failure());
    } catch (RuntimeException | Error e) {
      return new Outcome.Failed(faults.failure("request_id=" + caller.requestId(), kept, e));
    }
  }

  /** Tells on what another turn tells, and ends as it ends. */
  private static Outcome follow(TurnLog other, TurnLog turn) {
    try {
      // The next words may be long in coming, and what was told meanwhile erased.
      Telling.look(other::check);
      for (int i = 0; ; ) {
        Optional<TurnEvent> event = other.get(i, FOLLOW);
        if (event.isPresent()) {
          if (event.get() instanceof TurnEvent.Ended ended) {
            return ended.outcome();
          }
          if (event.get() instanceof TurnEvent.Withdrawn) {
            turn.withdraw();
          } else {
            turn.add(event.get());
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
