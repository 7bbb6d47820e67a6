package dev.hark.search;

import io.micronaut.runtime.Micronaut;
import java.util.Map;

/** Starts the service. */
public final class Application {
  /**
   * Netty would set aside 16 MB per core and kind of buffer; chunks are small and calls wait on
   * virtual threads, so one arena of 1 MB pieces is enough. Given on the command line, others hold.
   */
  private static final Map<String, String> SMALL_BUFFERS =
      Map.of(
          "io.netty.allocator.numHeapArenas", "1",
          "io.netty.allocator.numDirectArenas", "1",
          "io.netty.allocator.maxOrder", "7");

  private Application() {}

  public static void main(String[] args) {
    SMALL_BUFFERS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    Micronaut.build(args).mainClass(Application.class).banner(false).start();
  }
}
