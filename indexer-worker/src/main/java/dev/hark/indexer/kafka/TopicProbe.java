package dev.hark.indexer.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the broker whether topics are there. */
final class TopicProbe implements AutoCloseable {
  private static final int TIMEOUT_MS = 2_000;

  private final String bootstrap;
  private final List<String> topics;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Admin admin;

  TopicProbe(String bootstrap, String... topics) {
    this.bootstrap = bootstrap;
    this.topics = List.of(topics);
  }

  /** What is wrong, if anything. */
  Optional<String> advice() {
    return topics.stream().flatMap(topic -> advice(topic).stream()).findFirst();
  }

  private Optional<String> advice(String topic) {
    try {
      admin().describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "the topic " + topic + " is missing: create it"
              : "Kafka gives no answer: start it, or set hark.kafka.bootstrap");
    } catch (TimeoutException | KafkaException e) {
      return Optional.of("Kafka gives no answer: start it, or set hark.kafka.bootstrap");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private Admin admin() {
    lock.lock();
    try {
      if (admin == null) {
        admin =
            Admin.create(
                Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS));
      }
      return admin;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (admin != null) {
        admin.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
