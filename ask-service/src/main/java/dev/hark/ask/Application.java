package dev.hark.ask;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class Application {
  private Application() {}

  public static void main(String[] args) {
    // Of the JDK's HTTP client, bytes: an answer of a model comes in small pieces, and each of the
    // hundreds that are written at a time has several buffers.
    System.setProperty("jdk.httpclient.bufsize", "4096");
    Micronaut.run(Application.class, args);
  }
}
