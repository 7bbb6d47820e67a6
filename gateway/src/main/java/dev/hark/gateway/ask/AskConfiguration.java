package dev.hark.gateway.ask;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How turns are streamed.
 *
 * @param heartbeat a stream that was silent for so long gets a comment line: the contract says 15 s
 * @param lastWords what open streams have to end by themselves when this process is to end
 */
@ConfigurationProperties("hark.ask")
public record AskConfiguration(
    @Bindable(defaultValue = "15s") Duration heartbeat,
    @Bindable(defaultValue = "10s") Duration lastWords) {

  public AskConfiguration {
    if (!heartbeat.isPositive() || lastWords.isNegative()) {
      throw new IllegalArgumentException(
          "hark.ask.heartbeat must be positive and hark.ask.last-words not negative");
    }
  }
}
