package dev.hark.stack.launcher;

import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.process.FreePorts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Looks before the start whether every port can be had, since a server says it late and badly. */
final class PortCheck {
  private PortCheck() {}

  /** Waits that long for ports to become free: those of a killed run may be about to. */
  static void requireFree(Ports ports, Duration timeout) {
    requireDistinct(ports);
    Instant end = Instant.now().plus(timeout);
    for (Ports.Listener listener : Ports.Listener.values()) {
      int port = ports.of(listener);
      while (!FreePorts.isFree(port)) {
        if (Instant.now().isAfter(end)) {
          throw new UserException(
              "port %d is taken by another program: stop that one, or choose another port: %s=%d"
                      .formatted(port, listener.variable(), FreePorts.next())
                  + " infra/up");
        }
        pause();
      }
    }
  }

  private static void requireDistinct(Ports ports) {
    Map<Integer, String> seen = new HashMap<>();
    for (Ports.Listener listener : Ports.Listener.values()) {
      String other = seen.put(ports.of(listener), listener.variable());
      if (other != null) {
        throw new UserException(
            other + " and " + listener.variable() + " are the same port " + ports.of(listener));
      }
    }
  }

  private static void pause() {
    try {
      // A port is free a moment after its process has ended, and no event says so.
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("interrupted");
    }
  }
}
