package dev.hark.gateway.erasure;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the events of deletions go.
 *
 * @param bootstrap Kafka's bootstrap servers, host:port, separated by commas
 * @param topic the one that the worker reads
 */
@ConfigurationProperties("hark.events")
record EventsConfiguration(
    @Bindable(defaultValue = "127.0.0.1:19092") String bootstrap,
    @Bindable(defaultValue = "recording-events") String topic) {

  EventsConfiguration {
    if (bootstrap.isBlank() || topic.isBlank()) {
      throw new IllegalArgumentException(
          "HARK_KAFKA_BOOTSTRAP and HARK_KAFKA_TOPIC must not be empty");
    }
  }
}
