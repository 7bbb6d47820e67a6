package dev.hark.indexer.indexing;

import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.runtime.id.Ids.ProjectId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads transcripts that events point at. Safe for use by many threads. */
public interface TranscriptSource {
  /**
   * Reads one.
   *
   * @param project whose transcript it is; each has its share of what there is room for
   */
  Reading read(ProjectId project, URI url);

  /** Why nothing can ever be read there, as far as the address itself says. */
  default Optional<Problem> check(URI url) {
    return Optional.empty();
  }

  /** What came of reading. */
  sealed interface Reading {
    /**
     * The segments, in their order. To be closed when they are not needed any more.
     *
     * @param end what closing does
     */
    record Read(List<Segment> segments, Runnable end) implements Reading, AutoCloseable {
      public Read {
        segments = List.copyOf(segments);
      }

      @Override
      public void close() {
        end.run();
      }
    }

    /** There is nothing to read there, nothing that may be read, or no transcript. */
    record Refused(Problem problem) implements Reading {}

    /**
     * It may work later.
     *
     * @param message for operators; holds no address
     */
    record Unavailable(String message) implements Reading {}
  }
}
