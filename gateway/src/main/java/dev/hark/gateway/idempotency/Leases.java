package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.FailureException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests with a key that this process is doing. As long as it lives nobody else does them.
 */
@Singleton
class Leases {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);

  private final IdempotencyRecords records;
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  Leases(IdempotencyRecords records) {
    this.records = records;
  }

  void hold(String claim) {
    held.add(claim);
  }

  void end(String claim) {
    held.remove(claim);
  }

  @Scheduled(fixedDelay = "${hark.idempotency.renewal}")
  void renew() {
    if (!held.isEmpty()) {
      quietly(() -> records.renew(claims()));
    }
  }

  @Scheduled(fixedDelay = "${hark.idempotency.sweep}", initialDelay = "${hark.idempotency.sweep}")
  void sweep() {
    quietly(records::sweep);
  }

  /** So that who comes back after a restart does not have to wait. */
  @PreDestroy
  void letGo() {
    if (!held.isEmpty()) {
      quietly(() -> records.release(claims()));
    }
  }

  private String[] claims() {
    return held.toArray(String[]::new);
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (FailureException e) {
      // Said in the log where it happened; the next time will do it.
      log.debug("not done this time", e);
    }
  }
}
