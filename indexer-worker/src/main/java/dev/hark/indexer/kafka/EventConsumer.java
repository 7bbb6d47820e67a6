package dev.hark.indexer.kafka;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes a topic from start to stop, whatever Kafka does meanwhile: a consumer that fails is
 * replaced by a new one, after growing waits.
 */
final class EventConsumer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  /** What is done with a consumer, all of it by one thread. */
  interface Loop {
    void subscribe();

    /** One turn: takes what there is, and notices what has become of what was taken before. */
    void turn();

    /** Ends what is in work within the grace, and commits what is done. */
    void stop();

    /** Gives up what is in work, when the consumer is of no more use. */
    void abandon();
  }

  private final String topic;
  private final Supplier<Consumer<byte[], ByteBuffer>> consumers;
  private final Function<Consumer<byte[], ByteBuffer>, Loop> loops;
  private final Backoff backoff;
  private final WorkerState state;
  private final WorkerMetrics metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  EventConsumer(
      String topic,
      Supplier<Consumer<byte[], ByteBuffer>> consumers,
      Function<Consumer<byte[], ByteBuffer>, Loop> loops,
      Backoff backoff,
      WorkerState state,
      WorkerMetrics metrics) {
    this.topic = topic;
    this.consumers = consumers;
    this.loops = loops;
    this.backoff = backoff;
    this.state = state;
    this.metrics = metrics;
    this.thread = Thread.ofPlatform().name("poll-" + topic).unstarted(this::run);
    state.notConsuming(topic, "not started");
  }

  void start() {
    thread.start();
  }

  /** Begins to end; {@link #close} waits for it. */
  void stop() {
    stopping.countDown();
  }

  /** Ends what is in work within its grace, commits what is done and leaves the group. */
  @Override
  public void close() {
    stop();
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until everything is committed and closed; false when that takes longer. */
  boolean awaitStopped(Duration longest) throws InterruptedException {
    return stopped.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    try {
      int failures = 0;
      while (!isStopping()) {
        failures = consume() ? 1 : failures + 1;
        if (!isStopping()) {
          pause(backoff.after(failures));
        }
      }
    } finally {
      state.notConsuming(topic, "stopped");
      stopped.countDown();
    }
  }

  /** Consumes until stopped or until the consumer fails; true if it worked for a while. */
  private boolean consume() {
    boolean worked = false;
    try (Closer consumer = new Closer(consumers.get());
        KafkaClientMetrics _ = metrics.of(consumer.consumer())) {
      Loop loop = loops.apply(consumer.consumer());
      try {
        loop.subscribe();
        while (!isStopping()) {
          loop.turn();
          worked = true;
        }
        loop.stop();
      } finally {
        loop.abandon();
      }
    } catch (RuntimeException e) {
      log.error("the consumer of {} failed and is made anew: {}", topic, e.toString());
      state.notConsuming(topic, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return worked;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      boolean _ = stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  /** Closes a consumer within bounds, whatever state it is in. */
  private record Closer(Consumer<byte[], ByteBuffer> consumer) implements AutoCloseable {
    @Override
    public void close() {
      try {
        consumer.close(CloseOptions.timeout(CLOSE));
      } catch (KafkaException e) {
        log.warn("the consumer did not close cleanly: {}", e.toString());
      }
    }
  }
}
