package dev.hark.runtime.fault;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes note of faults of ours, each once where it is found: in the log with its stack, and in a
 * number that is worth an alert. Safe for many threads.
 */
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private final Counter faults;

  /** Counted under this name, such as {@code hark.gateway.faults}. */
  public Faults(String name, MeterRegistry registry) {
    this.faults =
        Counter.builder(name)
            .description("Faults of this service: each has its stack in the log")
            .register(registry);
  }

  /**
   * Takes note of one.
   *
   * @param where the id of the request, or what was being done
   */
  public void found(String where, @Nullable Throwable fault) {
    faults.increment();
    log.error("{} failed unexpectedly", where, fault);
  }
}
