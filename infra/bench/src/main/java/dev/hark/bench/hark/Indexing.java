package dev.hark.bench.hark;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.report.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the meetings through Kafka and waits until each can be searched. */
public final class Indexing {
  private static final String TOPIC = "recording-events";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LARGEST_EVENT = 40 << 20;

  private final String bootstrap;
  private final PublicApi api;

  public Indexing(String bootstrap, PublicApi api) {
    this.bootstrap = bootstrap;
    this.api = api;
  }

  /** How long it took from the first event sent until the last meeting was there. */
  public Duration run(Library library, Progress progress) throws InterruptedException {
    progress.start("indexing", library.meetings().size());
    long start = System.nanoTime();
    publish(library);
    for (String recording : library.meetings().keySet()) {
      awaitSearchable(recording);
      progress.step();
    }
    progress.end();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void publish(Library library) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "max.request.size",
            LARGEST_EVENT,
            "buffer.memory",
            2L * LARGEST_EVENT);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Map.Entry<String, Meeting> entry : library.meetings().entrySet()) {
        String event =
            new MeetingEvent(library.project(), entry.getKey(), entry.getValue()).json().toString();
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(new ProducerRecord<>(TOPIC, entry.getKey(), bytes)));
      }
      for (Future<RecordMetadata> event : sent) {
        event.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not take a meeting's event", e);
    }
  }

  private void awaitSearchable(String recording) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String status = api.status(recording);
    while (!status.equals("completed")) {
      if (status.equals("failed") || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            recording
                + " is not searchable, its status is "
                + status
                + ": see logs/indexer-worker.log");
      }
      // The API can only be asked; indexing takes seconds, so this adds nothing to it.
      Thread.sleep(PAUSE);
      status = api.status(recording);
    }
  }
}
