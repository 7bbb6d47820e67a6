package dev.hark.ask.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a turn has told so far. One writes, any number follow, each at its own pace and from the
 * beginning; whether anybody follows makes no difference to the turn. Safe for many threads.
 */
public final class TurnLog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<TurnEvent> events = new ArrayList<>();

  void add(TurnEvent event) {
    lock.lock();
    try {
      events.add(event);
      grown.signalAll();
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
}
