package dev.hark.ask.turn;

import dev.hark.ask.session.Part;
import dev.hark.ask.session.StoreUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells an answer as it is written, and falls silent for good once something was erased that its
 * words may be of. For one thread.
 */
final class Telling implements Consumer<Part> {
  /** A look takes less than a millisecond; hundreds of answers may be told at once. */
  private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<Part> told;
  private final BooleanSupplier erased;
  private long nextLook = System.nanoTime();
  private boolean silent;

  /**
   * @param erased whether something was; asked before the first words, then once a second
   */
  Telling(Consumer<Part> told, BooleanSupplier erased) {
    this.told = told;
    this.erased = erased;
  }

  @Override
  public void accept(Part part) {
    long now = System.nanoTime();
    if (!silent && now - nextLook >= 0) {
      silent = look(erased);
      nextLook = now + BETWEEN_LOOKS;
    }
    if (!silent) {
      told.accept(part);
    }
  }

  /** While the store is away nothing is erased here either, nor kept. */
  static boolean look(BooleanSupplier erased) {
    try {
      return erased.getAsBoolean();
    } catch (StoreUnavailableException e) {
      return false;
    }
  }
}
