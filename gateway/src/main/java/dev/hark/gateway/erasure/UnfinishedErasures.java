package dev.hark.gateway.erasure;

import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.schema.SchemaStartup;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries on with deletions that a request did not bring to their end, whichever gateway's. */
@Singleton
final class UnfinishedErasures {
  private static final Logger log = LoggerFactory.getLogger(UnfinishedErasures.class);

  private final Erasures erasures;
  private final ErasureSteps steps;
  private final ErasureConfiguration times;
  private final SchemaStartup schema;

  UnfinishedErasures(
      Erasures erasures, ErasureSteps steps, ErasureConfiguration times, SchemaStartup schema) {
    this.erasures = erasures;
    this.steps = steps;
    this.times = times;
    this.schema = schema;
  }

  /** Never twice at once in one process. */
  @Scheduled(fixedDelay = "${hark.erasure.check:1s}")
  void carryOn() {
    if (!schema.isDone()) {
      return;
    }
    try {
      Optional<Erasure> due = erasures.takeDue();
      while (due.isPresent() && !Thread.currentThread().isInterrupted()) {
        carryOn(due.get());
        due = erasures.takeDue();
      }
    } catch (FailureException e) {
      log.debug("PostgreSQL is away, deletions wait");
    }
  }

  private void carryOn(Erasure erasure) {
    ErasureSteps.Left left = steps.run(erasure, times.attempt(), times.attempt());
    log.info(
        "request_id={} {} taken up again: {} is left",
        erasure.order().requestId(),
        erasure.id().value(),
        left);
  }
}
