package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.FailureException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests with a key that this process is doing. As long as it lives nobody else does them.
 */
@Singleton
class Leases {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);

  /**
   * More than any request takes: a turn has 180 s. What is lost sight of blocks nobody for ever.
   */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final IdempotencyRecords records;

  /** Claims, each with the nano time since when. */
  private final Map<String, Long> held = new ConcurrentHashMap<>();

  Leases(IdempotencyRecords records) {
    this.records = records;
  }

  void hold(String claim) {
    held.put(claim, System.nanoTime());
  }

  void end(String claim) {
    held.remove(claim);
  }

  @Scheduled(fixedDelay = "${hark.idempotency.renewal}")
  void renew() {
    long now = System.nanoTime();
    held.values().removeIf(since -> now - since > LONGEST.toNanos());
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
    return held.keySet().toArray(String[]::new);
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
