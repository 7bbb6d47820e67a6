package dev.hark.ask.session;

import java.io.Serial;

/**
 * A fault of ours that showed at the store: a row that cannot be read, a statement that PostgreSQL
 * does not take. The same call will not succeed later. Its stack says where it was; of what was to
 * be stored, or was, it says nothing.
 */
public final class StoreFaultException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param where its messages may quote what people wrote: they are left out
   */
  public StoreFaultException(String message, Throwable where) {
    super(message);
    setStackTrace(where.getStackTrace());
  }
}
