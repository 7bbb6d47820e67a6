package dev.hark.gateway.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * What a client's connection may do.
 *
 * @param requestTime for a request to come in whole, from its first byte: 256 KiB at 13 KiB/s
 * @param uploadTime the same for a transcript: 32 MiB at 55 KiB/s
 * @param proxies addresses and networks of proxies whose {@code X-Forwarded-For} is believed,
 *     separated by commas
 */
@ConfigurationProperties("hark.connections")
public record ConnectionConfiguration(
    @Bindable(defaultValue = "20s") Duration requestTime,
    @Bindable(defaultValue = "10m") Duration uploadTime,
    @Bindable(defaultValue = "") List<String> proxies) {

  public ConnectionConfiguration {
    if (!requestTime.isPositive() || !uploadTime.isPositive()) {
      throw new IllegalArgumentException(
          "hark.connections.request-time and upload-time must be positive");
    }
    proxies = proxies.stream().map(String::strip).filter(proxy -> !proxy.isEmpty()).toList();
  }
}
