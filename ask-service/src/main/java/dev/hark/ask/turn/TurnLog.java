package dev.hark.ask.turn;

import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What a turn has told so far. One writes, any number follow, each at its own pace and from the
 * beginning; whether anybody follows makes no difference to the turn. Safe for many threads.
 */
public final class TurnLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<TurnEvent> events = new ArrayList<>();
  private volatile BooleanSupplier erased = () -> false;
  private boolean withdrawn;

  void add(TurnEvent event) {
    lock.lock();
    try {
      if (!withdrawn || !(event instanceof TurnEvent.Written)) {
        events.add(event);
        grown.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on {@link #check} asks this whether something was erased that the words may be of. */
  void guard(BooleanSupplier erased) {
    this.erased = erased;
  }

  /** Takes the words back if something was erased that they may be of, and says whether it was. */
  boolean check() {
    boolean gone = erased.getAsBoolean();
    if (gone) {
      withdraw();
    }
    return gone;
  }

  /**
   * Takes back the words that were told, from whoever has not heard them yet, and tells no more.
   */
  void withdraw() {
    lock.lock();
    try {
      withdrawn = true;
      if (events.stream().anyMatch(TurnEvent.Written.class::isInstance)) {
        events.replaceAll(
            event -> event instanceof TurnEvent.Written ? new TurnEvent.Withdrawn() : event);
        // For those who follow and have heard all of these.
        events.add(new TurnEvent.Withdrawn());
        grown.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Event number {@code index}, waiting for it if need be; the last one is {@link TurnEvent.Ended}.
   *
   * @return empty when it has not come within the time
   */
  public Optional<TurnEvent> get(int index, Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lockInterruptibly();
    try {
      while (events.size() <= index && left > 0) {
        left = grown.awaitNanos(left);
      }
      return events.size() > index ? Optional.of(events.get(index)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** How the turn ended, waiting for it. */
  public Outcome outcome() throws InterruptedException {
    for (int i = 0; ; i++) {
      Optional<TurnEvent> event = get(i, Duration.ofNanos(TimeUnit.DAYS.toNanos(1)));
      if (event.isPresent() && event.get() instanceof TurnEvent.Ended ended) {
        return ended.outcome();
      }
    }
  }

  /** What a turn tells while it goes on. */
  public sealed interface TurnEvent {
    /**
     * The user's message is stored.
     *
     * @param answer the id that the answer will have
     */
    record Started(SessionId session, EndUserId owner, MessageId question, MessageId answer)
        implements TurnEvent {}

    /** The answer's next words or citation. */
    record Written(Part part) implements TurnEvent {}

    /** In place of words that are not told any more, as what they may be of was erased. */
    record Withdrawn() implements TurnEvent {}

    /** The last event. */
    record Ended(Outcome outcome) implements TurnEvent {}
  }
}
