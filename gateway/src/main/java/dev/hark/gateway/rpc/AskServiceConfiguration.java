package dev.hark.gateway.rpc;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where ask-service is and how long the gateway waits for a turn. All other calls have what is left
 * of {@code hark.search-service.budget}.
 *
 * @param address host and port
 * @param start from the request to the first event of a turn: a transcript that is read whole takes
 *     ask-service up to 15 s before it can say whether the turn starts
 * @param turn from the request to the end of a turn: a model has 120 s, what comes before and
 *     between retries the rest
 */
@ConfigurationProperties("hark.ask-service")
public record AskServiceConfiguration(
    @Bindable(defaultValue = "127.0.0.1:9091") String address,
    @Bindable(defaultValue = "20s") Duration start,
    @Bindable(defaultValue = "180s") Duration turn) {

  public AskServiceConfiguration {
    if (address.isBlank()) {
      throw new IllegalArgumentException("HARK_ASK_ADDRESS must be host:port, not empty");
    }
    if (!start.isPositive() || turn.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "hark.ask-service.start must be positive, and turn at least as long");
    }
  }
}
