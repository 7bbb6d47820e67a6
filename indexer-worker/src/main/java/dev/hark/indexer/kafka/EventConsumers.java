package dev.hark.indexer.kafka;

import java.time.Duration;
import java.util.List;

/** All consumers of this worker, which start and end together. */
public final class EventConsumers implements AutoCloseable {
  private final List<EventConsumer> consumers;

  EventConsumers(EventConsumer... consumers) {
    this.consumers = List.of(consumers);
  }

  void start() {
    consumers.forEach(EventConsumer::start);
  }

  /** Ends what is in work within its grace, commits what is done and leaves the groups. */
  @Override
  public void close() {
    consumers.forEach(EventConsumer::stop);
    consumers.forEach(EventConsumer::close);
  }

  /** Waits until everything is committed and closed; false when one takes longer than this. */
  public boolean awaitStopped(Duration longest) throws InterruptedException {
    boolean stopped = true;
    for (EventConsumer consumer : consumers) {
      stopped &= consumer.awaitStopped(longest);
    }
    return stopped;
  }
}
