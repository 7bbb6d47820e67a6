package dev.hark.search.query;

import dev.hark.search.index.Chunk.Segment;
import java.util.List;

/** Takes a transcript piece by piece; may block while its reader is slow. */
public interface TranscriptSink {
  /** Comes first and once. */
  void begin(Transcription transcription);

  /** Comes as often as needed, in time order. */
  void segments(List<Segment> segments);
}
