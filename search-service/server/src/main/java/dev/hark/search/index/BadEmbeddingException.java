package dev.hark.search.index;

import java.io.Serial;

/** A vector that no working model of this index's space would make: a set-up fault, may pass. */
public final class BadEmbeddingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public BadEmbeddingException(String message) {
    super(message);
  }
}
