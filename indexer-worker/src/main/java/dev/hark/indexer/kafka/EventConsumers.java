package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.runtime.trace.Tracing;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All consumers of this worker, which start and end together. */
@Singleton
public final class EventConsumers implements AutoCloseable {
  private final KafkaConfiguration configuration;
  private final Consumers clients;
  private final Backoff backoff;
  private final WorkerState state;
  private final WorkerMetrics metrics;
  private final List<EventConsumer> consumers;

  EventConsumers(
      KafkaConfiguration configuration,
      FetchConfiguration fetches,
      BulkConfiguration bulk,
      IndexEvent indexEvent,
      MarkFailed markFailed,
      Consumers clients,
      AcknowledgedProducer producer,
      WorkerState state,
      WorkerMetrics metrics,
      Tracing tracing) {
    this.configuration = configuration;
    this.clients = clients;
    this.state = state;
    this.metrics = metrics;
    Clock clock = Clock.systemUTC();
    long room = WorkBudget.of(configuration.bytesInWork()).bytes();
    String source = configuration.topic();
    SideTopic fetchTopic =
        new SideTopic(configuration.fetchTopic(), RetryCause.FETCH_TOPIC, source, producer, clock);
    SideTopic bulkTopic =
        new SideTopic(configuration.bulkTopic(), RetryCause.BULK_TOPIC, source, producer, clock);
    RecordProcessor processor =
        new RecordProcessor(
            indexEvent,
            markFailed,
            new DeadLetters(configuration.deadLetterTopic(), producer, clock),
            new Outcomes(configuration.outcomesTopic(), producer),
            fetchTopic,
            new BulkLane(
                bulkTopic,
                new ProjectShares(
                    bulk.share(), bulk.sharePerSecond(), bulk.totalShares(), System::nanoTime),
                bulk.largeEvent()),
            metrics);
    this.backoff =
        new Backoff(
            configuration.firstRetry(), configuration.longestRetry(), RandomGenerator.getDefault());
    PartitionWork.RecordAttempt inOrder = watched(processor::process, tracing);
    PartitionWork.RecordAttempt inBulk = watched(processor::bulk, tracing);
    FetchAttempt fetching =
        new FetchAttempt(
            watched(processor::fetch, tracing), processor, fetches.giveUpAfter(), clock);
    this.consumers =
        List.of(
            new EventConsumer(
                source,
                clients::events,
                consumer -> new PollLoop(consumer, configuration, inOrder, backoff, state, metrics),
                backoff,
                state,
                metrics),
            side(
                fetchTopic,
                "fetch",
                () -> new SideQueue(fetches.fetches(), fetches.fetchesPerProject(), room),
                fetching,
                metrics.side("fetches")),
            side(
                bulkTopic,
                "bulk",
                () -> new SideQueue(bulk.indexed(), bulk.indexedPerProject(), room),
                (_, record) -> PartitionWork.attempt(inBulk, record),
                metrics.side("bulk")));
  }

  private EventConsumer side(
      SideTopic topic,
      String name,
      Supplier<SideQueue> queues,
      SideLoop.SideAttempt attempt,
      WorkerMetrics.Side side) {
    return new EventConsumer(
        topic.name(),
        () -> clients.side(name),
        consumer ->
            new SideLoop(
                consumer,
                new RecordReader(clients.reader()),
                configuration,
                topic,
                queues,
                attempt,
                backoff,
                state,
                metrics,
                side),
        backoff,
        state,
        metrics);
  }

  private PartitionWork.RecordAttempt watched(
      PartitionWork.RecordAttempt attempt, Tracing tracing) {
    return new WatchedAttempt(attempt, metrics, tracing.telemetry());
  }

  /** Begins only when everything else is up. */
  @EventListener
  void onStartup(ServerStartupEvent event) {
    start();
  }

  void start() {
    consumers.forEach(EventConsumer::start);
  }

  /** Why one of them does not consume. */
  Optional<String> fault() {
    return state.consumerFault();
  }

  /** Ends what is in work within its grace, commits what is done and leaves the groups. */
  @Override
  @PreDestroy
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
