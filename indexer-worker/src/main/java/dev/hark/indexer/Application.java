package dev.hark.indexer;

import dev.hark.indexer.kafka.EventConsumers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.time.Duration;

/** Starts the service. */
public final class Application {
  /** Above what stopping in order takes; after it the process ends as one that was killed. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

  private Application() {}

  public static void main(String[] args) {
    ApplicationContext context =
        Micronaut.build(args).mainClass(Application.class).banner(false).start();
    EventConsumers consumer = context.getBean(EventConsumers.class);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endWell(consumer), "end"));
  }

  /**
   * A JVM that is told to end by a signal ends with 143 whatever its hooks did. Who stops the
   * worker wants to know whether all that was done is committed: then, and only then, it ends with
   * 0.
   */
  private static void endWell(EventConsumers consumer) {
    try {
      consumer.close();
      if (consumer.awaitStopped(LONGEST_STOP)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
