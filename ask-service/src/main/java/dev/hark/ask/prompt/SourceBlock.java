package dev.hark.ask.prompt;

import dev.hark.ask.id.ChunkId;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.RecordingLabel;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbered sources of a prompt, as text and as a table.
 *
 * @param tokens of the text, at most
 */
record SourceBlock(String text, SegmentTable segments, int tokens) {
  static SourceBlock of(List<Chunk> chunks) {
    Writer writer = new Writer();
    for (Excerpt excerpt : Excerpt.of(chunks)) {
      writer.begin(excerpt.recording());
      for (List<Chunk> run : excerpt.runs()) {
        writer.gapUnlessFirst();
        run.forEach(
            chunk ->
                chunk
                    .segments()
                    .forEach(
                        segment ->
                            writer.add(excerpt.recording(), segment, Optional.of(chunk.id()))));
      }
      writer.end();
    }
    return writer.finish();
  }

  static SourceBlock of(Transcript transcript) {
    Writer writer = new Writer();
    writer.begin(transcript.recording());
    transcript
        .segments()
        .forEach(segment -> writer.add(transcript.recording(), segment, Optional.empty()));
    writer.end();
    return writer.finish();
  }

  /** Writes lines, numbers them and counts their tokens. */
  private static final class Writer {
    private final StringBuilder text = new StringBuilder();
    private final List<NumberedSegment> numbered = new ArrayList<>();
    private int tokens;
    private boolean first;

    Writer() {
      append(SourceText.OPEN);
    }

    void begin(RecordingLabel recording) {
      append(SourceText.beginning(recording));
      first = true;
    }

    void gapUnlessFirst() {
      if (!first) {
        append(SourceText.GAP);
      }
      first = false;
    }

    void add(RecordingLabel recording, Segment segment, Optional<ChunkId> chunk) {
      NumberedSegment next = new NumberedSegment(numbered.size() + 1, recording, segment, chunk);
      numbered.add(next);
      append(SourceText.line(next));
    }

    void end() {
      append(SourceText.END_OF_RECORDING);
    }

    SourceBlock finish() {
      if (numbered.isEmpty()) {
        append(SourceText.NOTHING);
      }
      append(SourceText.CLOSE);
      return new SourceBlock(text.toString(), new SegmentTable(numbered), tokens);
    }

    private void append(String line) {
      text.append(line);
      tokens += TokenEstimate.of(line);
    }
  }
}
