package dev.hark.gateway.key;

import java.io.Serial;
import java.sql.SQLException;

/** Keys cannot be written or listed at the moment. */
public final class KeyStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  KeyStoreException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
