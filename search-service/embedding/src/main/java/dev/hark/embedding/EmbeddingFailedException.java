package dev.hark.embedding;

import java.io.Serial;

/**
 * A text could not be embedded now; the same call may succeed later. The message never holds the
 * text.
 */
public final class EmbeddingFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public EmbeddingFailedException(String message) {
    super(message);
  }

  public EmbeddingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
