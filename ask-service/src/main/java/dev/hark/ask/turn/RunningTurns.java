package dev.hark.ask.turn;

import dev.hark.ask.id.SessionId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The turns that are going on in this process, so that the same message sent again meanwhile joins
 * the one that runs. Safe for many threads.
 */
final class RunningTurns {
  /** What makes two messages the same. */
  private record Key(SessionId session, String content) {}

  private final ConcurrentHashMap<Key, TurnLog> running = new ConcurrentHashMap<>();
  private final Semaphore places;

  /**
   * @param most turns at a time
   */
  RunningTurns(int most) {
    this.places = new Semaphore(most);
  }

  /** Takes a place, to be given back; false when there is none. */
  boolean takePlace() {
    return places.tryAcquire();
  }

  void giveBackPlace() {
    places.release();
  }

  /** Notes that this message is being answered; the turn that answers it already, if there is. */
  Optional<TurnLog> begin(SessionId session, String content, TurnLog log) {
    return Optional.ofNullable(running.putIfAbsent(new Key(session, content), log));
  }

  void end(SessionId session, String content) {
    running.remove(new Key(session, content));
  }
}
