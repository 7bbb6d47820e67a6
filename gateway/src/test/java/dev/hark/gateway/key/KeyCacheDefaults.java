package dev.hark.gateway.key;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;

/** Shows the package's own configuration to the test that pins defaults. */
public final class KeyCacheDefaults {
  public static final Object EXPECTED =
      new KeyCacheConfiguration(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(10),
          10_000);

  private KeyCacheDefaults() {}

  public static Object of(ApplicationContext context) {
    return context.getBean(KeyCacheConfiguration.class);
  }
}
