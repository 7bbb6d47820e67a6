package dev.hark.gateway.limit;

import java.io.Serial;

/** The budgets cannot be reached; that may pass. */
final class BudgetStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BudgetStoreException(Throwable cause) {
    super(cause);
  }
}
