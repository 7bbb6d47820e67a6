package dev.hark.indexer.kafka;

import dev.hark.indexer.indexing.Result.RetryCause;
import java.util.function.UnaryOperator;

/**
 * An attempt at a record. What is done in its order is done when its end is asked for; what has
 * ended is a {@link Disposition}.
 */
interface Attempt {
  /** Makes the attempt, or waits for its end. */
  Disposition end() throws InterruptedException;

  /** The same kind of attempt, with something around its end. */
  default Attempt around(UnaryOperator<Attempt> more) {
    return more.apply(this);
  }

  /** A hand-over that is not acknowledged yet: others may be begun behind it meanwhile. */
  record HandOver(Attempt acknowledged) implements Attempt {
    @Override
    public Disposition end() throws InterruptedException {
      return acknowledged.end();
    }

    @Override
    public Attempt around(UnaryOperator<Attempt> more) {
      return new HandOver(more.apply(acknowledged));
    }
  }

  /** What is to become of a record. */
  sealed interface Disposition extends Attempt {
    /** Its effect is durable: the offset may be committed. */
    record Done() implements Disposition {}

    /** The partition waits and comes back to it. */
    record Wait(RetryCause cause, String message) implements Disposition {}

    @Override
    default Disposition end() {
      return this;
    }
  }
}
