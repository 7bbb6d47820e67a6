package dev.hark.gateway.erasure;

import dev.hark.gateway.event.EventsConfiguration;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;

/** What is configured when nobody says anything. */
public final class ErasureDefaults {
  public static final List<Record> EXPECTED =
      List.of(
          new ErasureConfiguration(
              Duration.ofSeconds(1),
              Duration.ofSeconds(15),
              Duration.ofSeconds(60),
              Duration.ofMillis(500),
              Duration.ofSeconds(15)),
          new EventsConfiguration("recording-events"));

  private ErasureDefaults() {}

  public static List<Record> of(ApplicationContext context) {
    return List.of(
        context.getBean(ErasureConfiguration.class), context.getBean(EventsConfiguration.class));
  }
}
