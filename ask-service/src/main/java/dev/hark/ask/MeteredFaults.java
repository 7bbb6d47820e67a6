package dev.hark.ask;

import dev.hark.ask.turn.Faults;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults in the log, with their stacks, and in a number that is worth an alert. */
@Singleton
final class MeteredFaults implements Faults {
  private static final Logger log = LoggerFactory.getLogger(MeteredFaults.class);

  private final Counter faults;

  MeteredFaults(MeterRegistry registry) {
    this.faults =
        Counter.builder("hark.ask.faults")
            .description("Faults of this service: each has its stack in the log")
            .register(registry);
  }

  @Override
  public void found(String where, Throwable fault) {
    faults.increment();
    log.error("{} failed unexpectedly", where, fault);
  }
}
