package dev.hark.gateway.error;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes note of faults of ours, each once where it is found: in the log with its stack, and in a
 * number that is worth an alert. Safe for many threads.
 */
@Singleton
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private final Counter faults;

  public Faults(MeterRegistry registry) {
    this.faults =
        Counter.builder("hark.gateway.faults")
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
