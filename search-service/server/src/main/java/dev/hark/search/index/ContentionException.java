package dev.hark.search.index;

import java.io.Serial;

/** Other writers of the same recording were faster too often; to be tried again, whole. */
public final class ContentionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ContentionException(String message) {
    super(message);
  }
}
