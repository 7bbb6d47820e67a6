package dev.hark.search.query;

import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes segments again of the parts that chunks hold, in the order of the transcript. */
final class SegmentJoiner {
  private final ReadTranscript.Unit unit;
  private final List<Segment> joined = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable ChunkSegment open;
  private Duration end = Duration.ZERO;
  private long characters;

  SegmentJoiner(ReadTranscript.Unit unit) {
    this.unit = unit;
  }

  void add(ChunkSegment part) {
    if (open == null || !unit.isOne(open, part)) {
      close();
      open = part;
      end = part.segment().end();
    }
    text.append(part.segment().text());
    end = end.compareTo(part.segment().end()) < 0 ? part.segment().end() : end;
    characters += part.segment().text().length();
  }

  /** Ends the last segment. */
  void close() {
    if (open != null) {
      Segment first = open.segment();
      joined.add(new Segment(first.start(), end, first.speaker(), text.toString()));
      text.setLength(0);
      open = null;
    }
  }

  /** Characters held, the open segment's too. */
  long characters() {
    return characters;
  }

  /** The segments so far, which are forgotten here. */
  List<Segment> take() {
    List<Segment> taken = List.copyOf(joined);
    joined.clear();
    characters = text.length();
    return taken;
  }
}
