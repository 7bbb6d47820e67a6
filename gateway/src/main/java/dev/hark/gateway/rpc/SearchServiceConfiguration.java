package dev.hark.gateway.rpc;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where search-service is and how long the gateway waits for it.
 *
 * @param address host and port
 * @param budget from a request's arrival to its answer, and between two parts of a transcript: the
 *     client must hear within 3 s that a service is down
 * @param transcripts how many long transcripts are read at once, shared between projects. One may
 *     be 32 MiB in a single message, about 100 MiB of heap while it is taken apart: two fit a heap
 *     of 256 MiB
 */
@ConfigurationProperties("hark.search-service")
public record SearchServiceConfiguration(
    @Bindable(defaultValue = "127.0.0.1:9092") String address,
    @Bindable(defaultValue = "2800ms") Duration budget,
    @Bindable(defaultValue = "2") int transcripts) {

  public SearchServiceConfiguration {
    if (address.isBlank()) {
      throw new IllegalArgumentException("HARK_SEARCH_ADDRESS must be host:port, not empty");
    }
    if (!budget.isPositive()) {
      throw new IllegalArgumentException("hark.search-service.budget must be positive");
    }
    if (transcripts < 1) {
      throw new IllegalArgumentException("hark.search-service.transcripts must be positive");
    }
  }
}
