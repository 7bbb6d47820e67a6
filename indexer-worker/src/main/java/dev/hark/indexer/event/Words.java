package dev.hark.indexer.event;

import java.net.URI;
import java.util.List;

/** Where the words of a transcription are. */
public sealed interface Words {
  /** In the event itself, in the order of the event. */
  record Inline(List<Segment> segments) implements Words {
    public Inline {
      segments = List.copyOf(segments);
    }
  }

  /** At an address, as a JSON object with {@code segments}; read only when they are needed. */
  record At(URI url) implements Words {}
}
