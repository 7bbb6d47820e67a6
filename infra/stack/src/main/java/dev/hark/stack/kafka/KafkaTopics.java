package dev.hark.stack.kafka;

import dev.hark.stack.process.Program.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of a broker. Each call connects anew: these are rare. Thread-safe. */
public final class KafkaTopics {
  private static final Duration TIME_OUT = Duration.ofSeconds(20);
  private static final Duration PROBE_TIME_OUT = Duration.ofSeconds(3);

  private final String bootstrap;

  public KafkaTopics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Creates the topic unless it is there; records of up to 40 MiB pass. */
  public void create(String name, int partitions) {
    create(name, partitions, Map.of());
  }

  /** Creates the topic unless it is there, with settings of its own. */
  public void create(String name, int partitions, Map<String, String> settings) {
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    try (Admin admin = admin(TIME_OUT)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot create the topic " + name + ": " + e.getCause(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic " + name + " was made", e);
    }
  }

  /** Deletes the topic and what is in it. */
  public void delete(String name) {
    try (Admin admin = admin(TIME_OUT)) {
      admin.deleteTopics(List.of(name)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot delete the topic " + name + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic " + name + " was deleted", e);
    }
  }

  Readiness probe() {
    try (Admin admin = admin(PROBE_TIME_OUT)) {
      long millis = PROBE_TIME_OUT.toMillis();
      var nodes = admin.describeCluster().nodes().get(millis, TimeUnit.MILLISECONDS);
      return nodes.isEmpty()
          ? new Readiness.NotReady("the broker is not registered yet")
          : new Readiness.Ready();
    } catch (ExecutionException | TimeoutException e) {
      return new Readiness.NotReady("no answer from the broker on " + bootstrap);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Readiness.failed(e);
    }
  }

  private Admin admin(Duration timeOut) {
    String millis = Long.toString(timeOut.toMillis());
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis));
  }
}
