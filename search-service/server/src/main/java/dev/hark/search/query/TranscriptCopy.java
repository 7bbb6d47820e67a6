package dev.hark.search.query;

import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.query.ReadTranscript.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transcript on its way to its reader: held back as long as it may still have to start over. */
final class TranscriptCopy {
  /** Characters handed over at once, unless one segment alone has more. */
  private static final int BATCH = 100_000;

  private final Transcription transcription;
  private final SpeakerNames names;
  private final Sink sink;
  private final SegmentJoiner joiner;
  private boolean begun;

  TranscriptCopy(
      Transcription transcription, SpeakerNames names, ReadTranscript.Unit unit, Sink sink) {
    this.transcription = transcription;
    this.names = names;
    this.joiner = new SegmentJoiner(unit);
    this.sink = sink;
  }

  void add(ChunkSegment part) {
    joiner.add(part);
  }

  void sendWhatIsTooMuch(long bound) {
    if (joiner.characters() > bound) {
      send();
    }
  }

  void finish() {
    joiner.close();
    send();
  }

  void requireNothingSent() {
    if (begun) {
      throw new IndexUnavailableException("the transcript was replaced while it was read");
    }
  }

  private void send() {
    if (!begun) {
      sink.begin(transcription, names);
      begun = true;
    }
    List<Segment> batch = new ArrayList<>();
    int characters = 0;
    for (Segment segment : joiner.take()) {
      if (characters > 0 && characters + segment.text().length() > BATCH) {
        sink.segments(List.copyOf(batch));
        batch.clear();
        characters = 0;
      }
      batch.add(segment);
      characters += segment.text().length();
    }
    if (!batch.isEmpty()) {
      sink.segments(List.copyOf(batch));
    }
  }

  /** Makes segments again of the parts that chunks hold, in the order of the transcript. */
  static final class SegmentJoiner {
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
}
