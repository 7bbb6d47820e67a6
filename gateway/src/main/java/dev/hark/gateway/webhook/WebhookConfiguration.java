package dev.hark.gateway.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How projects are told what happens.
 *
 * @param secretKey base64 of 32 bytes, by which endpoints' secrets are kept; without it there are
 *     no webhooks
 * @param httpHosts {@code host} or {@code host:port} that may be private and speak plain http
 * @param headerPrefix of three more headers, for receivers that know those; none when empty
 * @param check how often each gateway looks for what is due
 * @param timeout of an attempt, in all
 * @param lease how long what was taken up is left to whoever did: longer than an attempt
 * @param eachEndpoint deliveries to one endpoint that are under way at a time on a gateway
 * @param eachFailing the same of one whose last attempt failed
 * @param atOnce deliveries that are: an endpoint that hangs holds few of them
 * @param retries waits after the first failure, the second, …; after the last it is given up
 * @param patience an endpoint that failed for so long is disabled
 * @param overlap how long the secret before a rotation signs too
 * @param keep how long what was told can be looked up
 */
@Context // What cannot be is said at the start.
@ConfigurationProperties("hark.webhooks")
public record WebhookConfiguration(
    @Bindable(defaultValue = "") String secretKey,
    @Bindable(defaultValue = "") List<String> httpHosts,
    @Bindable(defaultValue = "") String headerPrefix,
    @Bindable(defaultValue = "500ms") Duration check,
    @Bindable(defaultValue = "15s") Duration timeout,
    @Bindable(defaultValue = "60s") Duration lease,
    @Bindable(defaultValue = "16") int eachEndpoint,
    @Bindable(defaultValue = "4") int eachFailing,
    @Bindable(defaultValue = "512") int atOnce,
    @Bindable(defaultValue = "5s,1m,10m,1h,6h,24h") List<Duration> retries,
    @Bindable(defaultValue = "3d") Duration patience,
    @Bindable(defaultValue = "24h") Duration overlap,
    @Bindable(defaultValue = "30d") Duration keep) {
  private static final int KEY_BYTES = 32;
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9-]{0,64}");

  public WebhookConfiguration {
    httpHosts =
        httpHosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .toList();
    retries = List.copyOf(retries);
    headerPrefix = headerPrefix.strip();
    secretKey = secretKey.strip();
    if (!PREFIX.matcher(headerPrefix).matches()) {
      throw new IllegalArgumentException(
          "HARK_WEBHOOK_HEADER_PREFIX must be letters, digits and hyphens, such as X-Acme-");
    }
    if (lease.compareTo(timeout.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "hark.webhooks.lease must be at least twice as long as timeout");
    }
    var _ = key(secretKey);
  }

  /** Empty when no webhooks are wanted. */
  Optional<byte[]> key() {
    return key(secretKey);
  }

  private static Optional<byte[]> key(String secretKey) {
    if (secretKey.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(secretKey);
      if (key.length == KEY_BYTES) {
        return Optional.of(key);
      }
    } catch (IllegalArgumentException e) {
      // Not said: it would quote the key.
    }
    throw new IllegalArgumentException(
        "HARK_WEBHOOK_SECRET_KEY must be base64 of 32 bytes: 'openssl rand -base64 32' makes one");
  }
}
