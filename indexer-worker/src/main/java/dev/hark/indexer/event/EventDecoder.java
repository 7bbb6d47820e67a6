package dev.hark.indexer.event;

import dev.hark.indexer.event.UnacceptableEventException.Problem;
import java.nio.ByteBuffer;

/** Reads one format of events. Safe for use by many threads; keeps nothing of what it read. */
public interface EventDecoder {
  /** Decodes the bytes between position and limit of a buffer with an accessible array. */
  Decoded decode(ByteBuffer value);

  /** Reads what an event is about, without its words; what cannot be read is left out. */
  Subject subject(ByteBuffer value);

  /** What came of decoding. */
  sealed interface Decoded {
    /** An event as the contract wants it. */
    record Accepted(RecordingEvent event) implements Decoded {}

    /**
     * An event that can never work.
     *
     * @param subject as much of what the event is about as could be read in spite of the problem
     */
    record Unacceptable(Problem problem, Subject subject) implements Decoded {}
  }
}
