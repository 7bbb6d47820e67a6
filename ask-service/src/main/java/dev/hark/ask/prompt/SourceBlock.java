package dev.hark.ask.prompt;

import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.runtime.id.Ids.ChunkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The numbered sources of a prompt, as text and as a table.
 *
 * @param words of the text
 * @param tokens of the text, at most
 */
record SourceBlock(Supplier<String> words, SegmentTable segments, int tokens) {
  static SourceBlock of(List<Chunk> chunks, Optional<Today> today) {
    Writer written = written(chunks, today);
    String text = written.text.toString();
    return of(written, () -> text);
  }

  /** Whose text is long, and written anew each time rather than held. */
  static SourceBlock of(Transcript transcript) {
    return of(written(transcript), () -> written(transcript).text.toString());
  }

  private static SourceBlock of(Writer written, Supplier<String> words) {
    return new SourceBlock(words, new SegmentTable(written.numbered), written.tokens);
  }

  String text() {
    return words.get();
  }

  private static Writer written(List<Chunk> chunks, Optional<Today> today) {
    Writer writer = new Writer();
    for (Excerpt excerpt : Excerpt.of(chunks)) {
      writer.begin(excerpt.recording(), today);
      for (List<Chunk> run : excerpt.runs()) {
        writer.gapUnlessFirst();
        for (Chunk chunk : run) {
          Optional<ChunkId> id = Optional.of(chunk.id());
          chunk.segments().forEach(segment -> writer.add(excerpt.recording(), segment, id));
        }
      }
      writer.end();
    }
    return writer.finish();
  }

  private static Writer written(Transcript transcript) {
    Writer writer = new Writer();
    // Without a day, so that it is the same in every turn and providers need not read it again.
    writer.begin(transcript.recording(), Optional.empty());
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
    private SpeakerLines lines = new SpeakerLines();
    private Optional<Segment> last = Optional.empty();

    Writer() {
      append(SourceText.OPEN);
    }

    void begin(RecordingLabel recording, Optional<Today> today) {
      append(SourceText.beginning(recording, today));
      lines = new SpeakerLines();
      last = Optional.empty();
      first = true;
    }

    void gapUnlessFirst() {
      if (!first) {
        append(SourceText.GAP);
        lines = new SpeakerLines();
      }
      first = false;
    }

    /** What is said again and again stands once: nothing of it could be cited but its words. */
    void add(RecordingLabel recording, Segment segment, Optional<ChunkId> chunk) {
      if (SameWords.again(last, segment)) {
        return;
      }
      last = Optional.of(segment);
      NumberedSegment next = new NumberedSegment(numbered.size() + 1, recording, segment, chunk);
      numbered.add(next);
      append(lines.next(next));
    }

    void end() {
      append(SourceText.END_OF_RECORDING);
    }

    Writer finish() {
      if (numbered.isEmpty()) {
        append(SourceText.NOTHING);
      }
      append(SourceText.CLOSE);
      return this;
    }

    private void append(String line) {
      text.append(line);
      tokens += TokenEstimate.of(line);
    }
  }
}
