package dev.hark.gateway.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a scripted ask-service does while it says nothing. */
public final class Waiting {
  private Waiting() {}

  public static void seconds(long seconds) {
    until(new CountDownLatch(1), seconds);
  }

  public static void milliseconds(long milliseconds) {
    LockSupport.parkNanos(milliseconds * 1_000_000);
  }

  /** Whether it happened in time. */
  public static boolean until(CountDownLatch happened, long seconds) {
    try {
      return happened.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
