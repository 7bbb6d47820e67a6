package dev.hark.ask.turn;

import dev.hark.runtime.id.Ids.MessageId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The turns that are going on in this process, so that the same message sent again meanwhile joins
 * the one that runs. Safe for many threads.
 */
final class RunningTurns {
  /** What makes two turns the same: the stored message, and all options. */
  private record Key(MessageId message, Question question) {}

  private final ConcurrentHashMap<Key, TurnLog> running = new ConcurrentHashMap<>();
  private final int most;
  private final Semaphore places;

  /**
   * @param most turns at a time
   */
  RunningTurns(int most) {
    this.most = most;
    this.places = new Semaphore(most);
  }

  /** Takes a place, to be given back; false when there is none. */
  boolean takePlace() {
    return places.tryAcquire();
  }

  void giveBackPlace() {
    places.release();
  }

  /** Takes every place, for good; false when some were not given back in time. */
  boolean awaitNone(Duration longest) throws InterruptedException {
    return places.tryAcquire(most, longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Notes that this message is being answered; the turn that answers it already, if there is. */
  Optional<TurnLog> begin(MessageId message, Question question, TurnLog log) {
    return Optional.ofNullable(running.putIfAbsent(new Key(message, question), log));
  }

  void end(MessageId message, Question question) {
    running.remove(new Key(message, question));
  }
}
