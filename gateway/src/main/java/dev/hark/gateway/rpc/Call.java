package dev.hark.gateway.rpc;

import dev.hark.gateway.key.Caller;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way in: for whom it is done and until when. Its time runs from when it is first
 * asked for, as a request's body may come long after its headers. Safe for many threads.
 */
public final class Call {
  private final Caller caller;
  private final Duration time;
  private @Nullable Deadline deadline;

  Call(Caller caller, Duration time) {
    this.caller = caller;
    this.time = time;
  }

  public Caller caller() {
    return caller;
  }

  /** When the answer must be there. */
  public synchronized Deadline deadline() {
    Deadline known = deadline;
    if (known == null) {
      known = Deadline.after(time.toNanos(), TimeUnit.NANOSECONDS);
      deadline = known;
    }
    return known;
  }

  /** The time that is left, none when it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline().timeRemaining(TimeUnit.NANOSECONDS)));
  }
}
