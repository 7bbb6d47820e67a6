package dev.hark.gateway.ask;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.idempotency.Attempt;
import dev.hark.gateway.idempotency.Idempotency.StreamedAnswer;
import dev.hark.gateway.idempotency.UninterruptedWork;
import dev.hark.gateway.rpc.TurnReader;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.runtime.fault.Faults;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The body of a streamed answer: gives one event at a time, when the client has taken those before.
 * For one thread at a time, but for {@link #close}.
 */
final class EventStream implements StreamedAnswer {
  /** How soon a stream whose turn is silent notices that this process is to end. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final TurnReader turn;
  private final EventText text;
  private final Duration heartbeat;
  private final OpenStreams streams;
  private final Attempt attempt;
  private final Faults faults;

  /** Held by whoever reads the turn: the client's connection, or nobody's once it has left. */
  private final ReentrantLock reading = new ReentrantLock();

  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<AskResponse> first;
  private volatile boolean ended;

  /**
   * @param first event of the turn, already taken
   * @param attempt is told what came of the turn
   */
  EventStream(
      TurnReader turn,
      AskResponse first,
      EventText text,
      Duration heartbeat,
      OpenStreams streams,
      Attempt attempt,
      Faults faults) {
    this.turn = turn;
    this.first = Optional.of(first);
    this.text = text;
    this.heartbeat = heartbeat;
    this.streams = streams;
    this.attempt = attempt;
    this.faults = faults;
    streams.opened(this);
  }

  /** Whether the last event has been given. */
  boolean ended() {
    return ended;
  }

  /** What comes next, an event or a comment. Blocks. */
  byte[] next() {
    return attempt.isToBeKept()
        ? UninterruptedWork.call(this::take, unwanted -> {}).orElse(new byte[0])
        : take();
  }

  private byte[] take() {
    reading.lock();
    try {
      return ended ? new byte[0] : step();
    } finally {
      reading.unlock();
    }
  }

  private byte[] step() {
    try {
      Optional<AskResponse> event = first.or(this::read);
      first = Optional.empty();
      if (event.filter(AskResponse::hasCompleted).isPresent()) {
        // Before the client has it: who has an answer gets the same again.
        attempt.told(Turns.endUser(event.get().getCompleted()));
        ended = true;
      }
      return event.map(text::of).orElse(EventText.COMMENT);
    } catch (FailureException e) {
      return endWith(e.failure());
    } catch (RuntimeException e) {
      faults.found("request_id=" + text.requestId(), e);
      return endWith(Failure.internal(turn.session()));
    }
  }

  private byte[] endWith(Failure failure) {
    attempt.failed(failure);
    ended = true;
    return text.of(failure);
  }

  /** Empty when the turn was silent for so long that the client must hear something. */
  private Optional<AskResponse> read() {
    long end = System.nanoTime() + heartbeat.toNanos();
    for (long left = heartbeat.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (streams.mustEnd()) {
        throw new FailureException(Failure.interrupted(turn.session()));
      }
      Optional<AskResponse> event = turn.next(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
      if (event.isPresent()) {
        return event;
      }
    }
    return Optional.empty();
  }

  /** The client has all or has left. From any thread, and more than once. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (!attempt.isToBeKept()) {
      // Who has left and cannot ask again keeps no process from ending.
      streams.closed(this);
    }
    if (ended) {
      end();
    } else {
      Thread.ofVirtual().name("left-stream").start(this::finishAlone);
    }
  }

  /** The client may come back and ask what the turn came to, and the turn counts until its end. */
  private void finishAlone() {
    try {
      while (!ended) {
        next();
      }
    } finally {
      end();
    }
  }

  private void end() {
    turn.close();
    streams.closed(this);
  }
}
