package dev.hark.indexer.event;

import java.nio.ByteBuffer;

/** Reads one format of events. Safe for use by many threads; keeps nothing of what it read. */
public interface EventDecoder {
  /** Decodes the bytes between position and limit of a buffer with an accessible array. */
  Decoded decode(ByteBuffer value);

  /** Reads what an event is about, without its words; what cannot be read is left out. */
  Subject subject(ByteBuffer value);
}
