package dev.hark.search;

import dev.hark.search.index.opensearch.IndexConfiguration;
import java.net.URI;
import java.time.Duration;

/** Configurations for tests: the defaults, but for times. */
public final class TestConfigurations {
  /** Machines that build are slower than those that serve. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private TestConfigurations() {}

  static SearchConfiguration search() {
    return new SearchConfiguration(
        Duration.ofSeconds(20), TIMEOUT, TIMEOUT, 0, 200, TIMEOUT, "secret");
  }

  public static IndexConfiguration index(URI url, String prefix) {
    return new IndexConfiguration(
        url,
        prefix,
        2,
        0,
        100,
        Duration.ofSeconds(5),
        TIMEOUT,
        TIMEOUT,
        Duration.ofMillis(10),
        Duration.ofMillis(200));
  }

  static SearchConfiguration inService() {
    return new SearchConfiguration(
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMillis(2_500),
        0,
        200,
        Duration.ofMillis(1_500),
        "secret");
  }

  static IndexConfiguration inService(URI url) {
    return new IndexConfiguration(
        url,
        "hark",
        2,
        0,
        100,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofMillis(10),
        Duration.ofMillis(200));
  }
}
