package dev.hark.indexer.kafka;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.exceptions.BeanInstantiationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker whether topics are there. */
@Singleton
final class TopicProbe {
  private static final int TIMEOUT_MS = 2_000;
  private static final String NO_ANSWER =
      "Kafka gives no answer: start it, or set kafka.bootstrap.servers";

  private final BeanProvider<AdminClient> admin;

  /**
   * @param admin asked for only when needed: without a broker's address it cannot be made
   */
  TopicProbe(BeanProvider<AdminClient> admin) {
    this.admin = admin;
  }

  /** What is wrong, if anything. */
  Optional<String> advice(String... topics) {
    return Stream.of(topics).flatMap(topic -> advice(topic).stream()).findFirst();
  }

  private Optional<String> advice(String topic) {
    try {
      admin
          .get()
          .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
          .allTopicNames()
          .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "the topic " + topic + " is missing: create it"
              : NO_ANSWER);
    } catch (TimeoutException | KafkaException | BeanInstantiationException e) {
      return Optional.of(NO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
