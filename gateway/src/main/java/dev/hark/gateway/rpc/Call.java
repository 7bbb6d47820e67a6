package dev.hark.gateway.rpc;

import dev.hark.gateway.key.Caller;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A request on its way in: for whom it is done and until when. */
public record Call(Caller caller, Deadline deadline) {
  /** The time that is left, none when it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }
}
