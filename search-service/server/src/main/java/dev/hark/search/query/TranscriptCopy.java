package dev.hark.search.query;

import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** A transcript on its way to its reader: held back as long as it may still have to start over. */
final class TranscriptCopy {
  /** Characters handed over at once, unless one segment alone has more. */
  private static final int BATCH = 100_000;

  private final Transcription transcription;
  private final TranscriptSink sink;
  private final SegmentJoiner joiner;
  private boolean begun;

  TranscriptCopy(Transcription transcription, ReadTranscript.Unit unit, TranscriptSink sink) {
    this.transcription = transcription;
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
      sink.begin(transcription);
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
}
