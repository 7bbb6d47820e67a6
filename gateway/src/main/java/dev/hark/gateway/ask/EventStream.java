package dev.hark.gateway.ask;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.rpc.TurnReader;
import dev.hark.proto.ask.v1.AskResponse;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a streamed answer: gives one event at a time, when the client has taken those before.
 * For one thread at a time, but for {@link #close}.
 */
final class EventStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);

  /** How soon a stream whose turn is silent notices that this process is to end. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final TurnReader turn;
  private final EventText text;
  private final Duration heartbeat;
  private final OpenStreams streams;
  private Optional<AskResponse> first;
  private boolean ended;

  /**
   * @param first event of the turn, already taken
   */
  EventStream(
      TurnReader turn, AskResponse first, EventText text, Duration heartbeat, OpenStreams streams) {
    this.turn = turn;
    this.first = Optional.of(first);
    this.text = text;
    this.heartbeat = heartbeat;
    this.streams = streams;
    streams.opened(this);
  }

  /** Whether the last event has been given. */
  boolean ended() {
    return ended;
  }

  /** What comes next, an event or a comment. Blocks. */
  byte[] next() {
    try {
      Optional<AskResponse> event = first.or(this::read);
      first = Optional.empty();
      ended = event.filter(AskResponse::hasCompleted).isPresent();
      return event.map(text::of).orElse(EventText.COMMENT);
    } catch (FailureException e) {
      ended = true;
      return text.of(e.failure());
    } catch (RuntimeException e) {
      log.error("request_id={} a stream failed unexpectedly", text.requestId(), e);
      ended = true;
      return text.of(Failure.unavailable(turn.session(), Optional.empty()));
    }
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
    turn.close();
    streams.closed(this);
  }
}
