package dev.hark.gateway.erasure;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the events of deletions go.
 *
 * @param topic the one that the worker reads
 */
@ConfigurationProperties("hark.events")
record EventsConfiguration(@Bindable(defaultValue = "recording-events") String topic) {
  EventsConfiguration {
    if (topic.isBlank()) {
      throw new IllegalArgumentException("HARK_KAFKA_TOPIC must not be empty");
    }
  }
}
