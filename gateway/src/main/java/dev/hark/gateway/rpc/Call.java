package dev.hark.gateway.rpc;

import dev.hark.runtime.id.Caller;
import io.grpc.Deadline;
import io.micronaut.core.util.SupplierUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A request on its way in: for whom it is done and until when. Its time runs from its first use:
 * routes are given it before a body has come, and do not run before. Safe for many threads.
 */
public final class Call {
  private final Caller caller;
  private final Supplier<Deadline> deadline;

  Call(Caller caller, Duration time) {
    this.caller = caller;
    this.deadline =
        SupplierUtil.memoized(() -> Deadline.after(time.toNanos(), TimeUnit.NANOSECONDS));
  }

  public Caller caller() {
    var _ = deadline();
    return caller;
  }

  /** When the answer must be there. */
  public Deadline deadline() {
    return deadline.get();
  }

  /** The time that is left, none when it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline().timeRemaining(TimeUnit.NANOSECONDS)));
  }
}
