package dev.hark.gateway;

import dev.hark.gateway.health.Ending;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service, and ends it in order. The framework's own way to start is not taken, as it
 * closes the listener first of all when it is told to end.
 */
public final class Application {
  private static final Logger log = LoggerFactory.getLogger(Application.class);

  private Application() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try {
      ApplicationContext context =
          Micronaut.build(args).mainClass(Application.class).banner(false).build().start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      Ending ending = context.getBean(Ending.class);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    ending.announce();
                    server.stop();
                    ended.countDown();
                  },
                  "end"));
      log.info("listening on {}", server.getURI());
    } catch (RuntimeException e) {
      log.error("cannot start", e);
      System.exit(1);
    }
    ended.await();
  }
}
