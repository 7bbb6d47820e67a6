package dev.hark.indexer.indexing.url;

import java.io.IOException;
import java.io.Serial;

/** The other side says that it may work later. */
final class UnavailableException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  UnavailableException(String message) {
    super(message);
  }
}
