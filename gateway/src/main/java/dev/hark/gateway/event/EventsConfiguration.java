package dev.hark.gateway.event;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where events go.
 *
 * @param topic the one that the worker reads
 */
@ConfigurationProperties("hark.events")
public record EventsConfiguration(@Bindable(defaultValue = "recording-events") String topic) {
  public EventsConfiguration {
    if (topic.isBlank()) {
      throw new IllegalArgumentException("HARK_KAFKA_TOPIC must not be empty");
    }
  }
}
