package dev.hark.ask.turn;

import dev.hark.ask.session.Part;
import dev.hark.ask.session.StoreUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Passes on an answer as it is written, and nothing more once something was erased that its words
 * may be of. For one thread.
 */
final class GuardedStream implements Consumer<Part> {
  /** A check takes less than a millisecond; hundreds of answers may be written at once. */
  private static final long BETWEEN_CHECKS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<Part> reader;
  private final BooleanSupplier erased;
  private long nextCheck = System.nanoTime();
  private boolean silent;

  /**
   * @param erased whether something was; asked before the first words, then once a second
   */
  GuardedStream(Consumer<Part> reader, BooleanSupplier erased) {
    this.reader = reader;
    this.erased = erased;
  }

  @Override
  public void accept(Part part) {
    long now = System.nanoTime();
    if (!silent && now - nextCheck >= 0) {
      silent = isErased(erased);
      nextCheck = now + BETWEEN_CHECKS;
    }
    if (!silent) {
      reader.accept(part);
    }
  }

  /** While the store is away nothing is erased here either, nor kept. */
  static boolean isErased(BooleanSupplier erased) {
    try {
      return erased.getAsBoolean();
    } catch (StoreUnavailableException e) {
      return false;
    }
  }
}
