package dev.hark.gateway.rpc;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.limit.TurnPermits;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Started;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A turn as it is told, event by event; the next event is asked for when the one before was taken.
 * For one thread at a time.
 */
public final class TurnReader implements AutoCloseable {
  private final Call call;
  private final ManagedChannel channel;
  private final BlockingClientCall<?, AskResponse> events;
  private final String message;
  private final TurnPermits.Permit permit;
  private final Ending ending;
  private volatile @Nullable Started started;
  private volatile boolean ended;

  /** Hears how a turn ends that has begun, once, whoever reads it; not of one that was lost. */
  public interface Ending {
    void completed(Completed completed);

    void failed(Started started, AskFailure failure);
  }

  /**
   * @param message path of the message in the body of the request, with its dot
   * @param permit closed when the turn has ended
   */
  TurnReader(
      Call call,
      ManagedChannel channel,
      BlockingClientCall<?, AskResponse> events,
      String message,
      TurnPermits.Permit permit,
      Ending ending) {
    this.call = call;
    this.channel = channel;
    this.events = events;
    this.message = message;
    this.permit = permit;
    this.ending = ending;
  }

  /**
   * Waits for the first event, once.
   *
   * @param start how long it may take a service that is there
   * @throws FailureException when the turn was refused, or ask-service is not there
   */
  public AskResponse first(Duration start) {
    long connect = call.deadline().timeRemaining(TimeUnit.NANOSECONDS);
    Optional<AskResponse> first = next(Duration.ofNanos(Math.max(0, connect)));
    if (first.isEmpty() && channel.getState(false) == ConnectivityState.READY) {
      first = next(start.minusNanos(Math.max(0, connect)));
    }
    if (first.isEmpty()) {
      // Who was told that it did not begin may ask again: then this one must not begin any more.
      events.cancel("not begun in time", null);
      end();
    }
    return first.orElseThrow(
        () -> failure(Status.DEADLINE_EXCEEDED.withDescription("the turn did not begin")));
  }

  /**
   * The next event; the last one is {@code completed}. Empty when none came in time.
   *
   * @throws FailureException when the turn failed, or was lost sight of
   */
  public Optional<AskResponse> next(Duration longest) {
    try {
      @Nullable AskResponse event =
          events.read(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
      if (event == null) {
        end();
        throw failure(Status.DATA_LOSS.withDescription("the turn has no end"));
      }
      return Optional.of(told(event));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (StatusException e) {
      end();
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(Status.CANCELLED);
    }
  }

  /**
   * Waits for the end.
   *
   * @param first event, already taken
   * @param longest for each further one; the call has a deadline of its own, so this ends
   * @throws FailureException when the turn failed, or was lost sight of
   */
  public Completed last(AskResponse first, Duration longest) {
    AskResponse event = first;
    while (!event.hasCompleted()) {
      event = next(longest).orElse(event);
    }
    return event.getCompleted();
  }

  private AskResponse told(AskResponse event) {
    note(event);
    if (event.hasCompleted() || event.hasFailed()) {
      permit.close();
    }
    if (event.hasFailed()) {
      throw AskFailures.of(event.getFailed(), call, message);
    }
    return event;
  }

  private void note(AskResponse event) {
    @Nullable Started begun = started;
    if (event.hasStarted()) {
      started = event.getStarted();
    } else if (event.hasCompleted()) {
      ending.completed(event.getCompleted());
    } else if (event.hasFailed() && begun != null) {
      ending.failed(begun, event.getFailed());
    }
  }

  /** Of the session that holds the message; empty before the turn has begun. */
  public String session() {
    @Nullable Started begun = started;
    return begun == null ? "" : begun.getSessionId();
  }

  private FailureException failure(Status status) {
    return failure(status.asException());
  }

  private FailureException failure(StatusException status) {
    InternalConfiguration.reconnect(channel);
    return AskFailures.of(status, call, session());
  }

  /** Looks away; the turn goes on, and is under way until its end. */
  @Override
  public void close() {
    if (!ended) {
      Thread.ofVirtual().name("left-turn").start(this::readOut);
    }
  }

  private void readOut() {
    try {
      for (AskResponse event = events.read(); event != null; event = events.read()) {
        // No client hears it.
        note(event);
      }
    } catch (StatusException | InterruptedException e) {
      // That was its end.
    } finally {
      end();
    }
  }

  private void end() {
    ended = true;
    permit.close();
  }
}
