package dev.hark.gateway.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may call the API from a browser.
 *
 * @param origins separated by commas, each as a browser sends it; empty: none
 * @param maxAge how long a browser may remember that it may
 */
@ConfigurationProperties("hark.cors")
public record CorsConfiguration(
    @Bindable(defaultValue = "") String origins, @Bindable(defaultValue = "10m") Duration maxAge) {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

  public CorsConfiguration {
    for (String origin : split(origins)) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "HARK_CORS_ORIGINS holds '%s': list exact origins such as https://app.example.com"
                .formatted(origin));
      }
    }
  }

  private static Set<String> split(String origins) {
    return Stream.of(origins.split(",", -1))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What tells an origin that may call from others; made once, for many threads. */
  public Origins allowed() {
    return new Origins(split(origins));
  }

  /** The origins that may call. */
  public record Origins(Set<String> all) {
    public Origins {
      all = Set.copyOf(all);
    }

    boolean isNone() {
      return all.isEmpty();
    }

    /** The one that was sent, if it is listed. */
    public Optional<String> find(@Nullable String sent) {
      return sent != null && all.contains(sent) ? Optional.of(sent) : Optional.empty();
    }
  }
}
