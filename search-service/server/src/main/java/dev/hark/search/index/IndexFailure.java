package dev.hark.search.index;

import java.io.Serial;

/** What can go wrong, by what a caller can do about it. */
public abstract sealed class IndexFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private IndexFailure(String message) {
    super(message);
  }

  private IndexFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The index could not do it now; the same call may succeed later, whole. */
  public static non-sealed class IndexUnavailableException extends IndexFailure {
    @Serial private static final long serialVersionUID = 1L;

    public IndexUnavailableException(String message) {
      super(message);
    }

    public IndexUnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** What was asked can never work. The message names the field and what was expected. */
  public static final class UnacceptableException extends IndexFailure {
    @Serial private static final long serialVersionUID = 1L;

    public UnacceptableException(String message) {
      super(message);
    }

    /** A field that does not hold what it should. */
    public static UnacceptableException field(String name, String message) {
      return new UnacceptableException(name + ": " + message);
    }
  }

  /** There is more of it than can be counted in time; less of it can be asked for. */
  public static final class TooManyException extends IndexFailure {
    @Serial private static final long serialVersionUID = 1L;

    public TooManyException(String message) {
      super(message);
    }
  }

  /** Other writers of the same recording were faster too often; to be tried again, whole. */
  public static final class ContentionException extends IndexFailure {
    @Serial private static final long serialVersionUID = 1L;

    public ContentionException(String message) {
      super(message);
    }
  }

  /** A vector that no working model of this index's space would make: a set-up fault, may pass. */
  public static final class BadEmbeddingException extends IndexFailure {
    @Serial private static final long serialVersionUID = 1L;

    public BadEmbeddingException(String message) {
      super(message);
    }
  }
}
