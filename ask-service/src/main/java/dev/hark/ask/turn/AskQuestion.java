package dev.hark.ask.turn;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.StoreUnavailableException;
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

  /** What a client is told when a store or service is away: they come back within seconds. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final Duration FOLLOW = Duration.ofSeconds(30);

  private final TurnSteps steps;
  private final RunningTurns running;

  /**
   * @param most turns at a time; more are refused
   */
  public AskQuestion(TurnSteps steps, int most) {
    this.steps = steps;
    this.running = new RunningTurns(most);
  }

  /** Begins a turn and answers at once; what happens can be followed in the log. */
  public TurnLog ask(Caller caller, Target target, Question question) {
    return ask(caller, target, question, Optional.empty());
  }

  /**
   * Begins a turn and answers at once; what happens can be followed in the log.
   *
   * @param named id that the message shall have. When it is there already, nothing is added: it is
   *     answered, or its stored answer told again without a model
   */
  public TurnLog ask(Caller caller, Target target, Question question, Optional<MessageId> named) {
    TurnLog turn = new TurnLog();
    if (running.takePlace()) {
      Thread.ofVirtual()
          .name("turn")
          .start(() -> runToTheEnd(caller, target, question, named, turn));
    } else {
      log.warn("request_id={} refused: too many turns at once", caller.requestId());
      turn.add(ended(new AskFailure.Unavailable(Optional.empty(), RETRY_AFTER)));
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
      Caller caller, Target target, Question question, Optional<MessageId> named, TurnLog turn) {
    Outcome outcome = unavailable(Optional.empty());
    try {
      outcome = run(caller, target, question, named, turn);
    } finally {
      // Whatever happens, an Error too: whoever follows must hear an end.
      turn.add(new TurnEvent.Ended(outcome));
      running.giveBackPlace();
    }
  }

  private Outcome run(
      Caller caller, Target target, Question question, Optional<MessageId> named, TurnLog turn) {
    Optional<Session> kept = Optional.empty();
    try {
      PreparedTurn prepared = steps.prepare(caller, target, question, named);
      steps.keep(caller, prepared);
      kept = Optional.of(prepared.session());
      // Before others are joined: whoever joins has said the same message, under its own id too.
      Message.FromUser asked = steps.say(caller, question, prepared);
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
    } catch (SourceUnavailableException | StoreUnavailableException e) {
      log.warn("request_id={} {}", caller.requestId(), e.getMessage());
      return unavailable(kept);
    } catch (RuntimeException e) {
      log.error("request_id={} a turn failed unexpectedly", caller.requestId(), e);
      return unavailable(kept);
    }
  }

  /** Tells on what another turn tells, and ends as it ends. */
  private static Outcome follow(TurnLog other, TurnLog turn) {
    try {
      for (int i = 0; ; ) {
        Optional<TurnEvent> event = other.get(i, FOLLOW);
        if (event.isPresent()) {
          if (event.get() instanceof TurnEvent.Ended ended) {
            return ended.outcome();
          }
          turn.add(event.get());
          i++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable(Optional.empty());
    }
  }

  private static Outcome unavailable(Optional<Session> session) {
    return new Outcome.Failed(new AskFailure.Unavailable(session.map(Session::id), RETRY_AFTER));
  }

  private static TurnEvent ended(AskFailure failure) {
    return new TurnEvent.Ended(new Outcome.Failed(failure));
  }
}
