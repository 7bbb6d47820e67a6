package dev.hark.ask.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.session.StoreFaultException;
import dev.hark.ask.session.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreRetryTest {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void triesAgainWhatMayPass() {
    int answer =
        StoreRetry.until(
            () -> {
              if (calls.incrementAndGet() < 3) {
                throw new StoreUnavailableException("away", new IllegalStateException());
              }
              return calls.get();
            });
    assertEquals(3, answer);
  }

  @Test
  void givesUpAtOnceWhatIsAFault() {
    assertThrows(
        StoreFaultException.class,
        () ->
            StoreRetry.until(
                () -> {
                  calls.incrementAndGet();
                  throw new StoreFaultException("wrong", new IllegalStateException());
                }));
    assertEquals(1, calls.get());
  }
}
