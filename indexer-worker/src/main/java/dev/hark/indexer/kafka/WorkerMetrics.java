package dev.hark.indexer.kafka;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.indexing.Result.RetryCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** What the worker counts. Labels are few and closed: no ids, no partitions. */
@Singleton
final class WorkerMetrics {
  private final MeterRegistry registry;
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong bytesInWork = new AtomicLong();
  private final AtomicLong waitingPartitions = new AtomicLong();
  private final Timer processing;

  WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.processing =
        Timer.builder("hark.indexer.event.processing")
            .description("From taking an event up to knowing its outcome, retries counted singly")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(5))
            .register(registry);
    gauge("hark.indexer.lag", "Events of this worker's partitions not yet committed", lag);
    gauge("hark.indexer.bytes.in.work", "Bytes of events fetched and not yet done", bytesInWork);
    gauge(
        "hark.indexer.partitions.waiting",
        "Partitions whose next event waits for a retry",
        waitingPartitions);
  }

  private void gauge(String name, String description, AtomicLong value) {
    Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
  }

  void event(@Nullable EventType type, String outcome) {
    String name = type == null ? "unknown" : type.wireName();
    registry.counter("hark.indexer.events", "type", name, "outcome", outcome).increment();
  }

  void retry(RetryCause cause) {
    registry.counter("hark.indexer.retries", "cause", cause.label()).increment();
  }

  void deadLetter(ErrorCode code) {
    registry.counter("hark.indexer.dead.letters", "code", code.wireName()).increment();
  }

  void processed(Duration time) {
    processing.record(time);
  }

  /**
   * For a side topic.
   *
   * @param name such as {@code fetches}, of what comes by it
   */
  Side side(String name) {
    AtomicLong notDone = new AtomicLong();
    gauge("hark.indexer." + name, "Events of the side topic that are in work or wait", notDone);
    Counter lost =
        Counter.builder("hark.indexer." + name + ".lost")
            .description("Events that the side topic did not keep until they were done")
            .register(registry);
    return new Side(notDone, lost);
  }

  /** Kafka's own of a consumer, which are there until they are closed. */
  KafkaClientMetrics of(Consumer<?, ?> consumer) {
    KafkaClientMetrics own = new KafkaClientMetrics(consumer);
    own.bindTo(registry);
    return own;
  }

  /** What is counted of a side topic. */
  record Side(AtomicLong notDone, Counter lost) {}

  void progress(long newLag, long bytes, int waiting) {
    lag.set(newLag);
    bytesInWork.set(bytes);
    waitingPartitions.set(waiting);
  }
}
