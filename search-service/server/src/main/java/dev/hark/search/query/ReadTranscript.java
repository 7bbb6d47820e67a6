package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.Generation;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.index.Stamp.Register;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads transcripts back whole. All chunks of one generation are read before the first is handed
 * out, and the state is looked at again before that; when it has changed, reading starts over. Only
 * transcripts too large to be held are handed out while they are read: when such a one is replaced
 * or deleted meanwhile, the reading fails half-way and can be repeated.
 */
public final class ReadTranscript {
  private static final int ROUNDS = 5;

  /** Chunks per request to the index, about 1 MB. */
  private static final int WINDOW = 200;

  /** Characters that are held back at most: about 15 hours of speech, 8 MB. */
  private static final long HELD = 4_000_000;

  private final FindRecordings find;
  private final RecordingDirectory directory;
  private final Store store;

  public ReadTranscript(FindRecordings find, RecordingDirectory directory, Store store) {
    this.find = find;
    this.directory = directory;
    this.store = store;
  }

  /** Whether there was something to read. */
  public enum Result {
    READ,
    NOT_FOUND,
    /** There is more of it than was asked for: nothing was handed out. */
    LONGER
  }

  /** What is handed out as one. */
  public enum Unit {
    /** A segment as it was sent. */
    SEGMENT,
    /** A short segment, or a sentence of a long one with its share of the segment's time. */
    SENTENCE;

    boolean isOne(ChunkSegment part, ChunkSegment next) {
      return this == SEGMENT && part.index() == next.index();
    }
  }

  /**
   * How a transcript is read.
   *
   * @param unit what is handed out as one
   * @param mostChunks of one with more nothing is read
   */
  public record Reading(Unit unit, int mostChunks) {}

  /** Reads the transcript that a recording is served from, or says which one is awaited. */
  public Result ofRecording(Viewer viewer, RecordingId recording, Reading reading, Sink sink) {
    return read(() -> find.find(viewer, recording).flatMap(ReadTranscript::locate), reading, sink);
  }

  /** Reads this very transcription, unless it was replaced. */
  public Result ofTranscription(Viewer viewer, TranscriptionId id, Reading reading, Sink sink) {
    return read(
        () ->
            directory.withTranscription(viewer, id).stream()
                .flatMap(recording -> find.find(viewer, recording).stream())
                .flatMap(state -> locate(state, id).stream())
                .findFirst(),
        reading,
        sink);
  }

  /** Where a transcript is. */
  private record Located(RecordingState state, Transcription transcription) {
    Optional<ActiveTranscript> text() {
      return state.active().filter(active -> active.transcription().equals(transcription.id()));
    }

    int chunks() {
      return text().map(ActiveTranscript::chunks).orElse(0);
    }
  }

  private static Optional<Located> locate(RecordingState state) {
    return state
        .active()
        .map(active -> Transcription.served(state, active))
        .or(() -> Transcription.awaited(state))
        .map(transcription -> new Located(state, transcription));
  }

  private static Optional<Located> locate(RecordingState state, TranscriptionId id) {
    if (id.equals(Register.valueOf(state.transcriptions().named()))
        && state.active().filter(active -> active.transcription().equals(id)).isEmpty()) {
      return Transcription.awaited(state).map(awaited -> new Located(state, awaited));
    }
    return locate(state).filter(located -> located.transcription().id().equals(id));
  }

  private Result read(Supplier<Optional<Located>> locate, Reading reading, Sink sink) {
    Optional<Located> located = locate.get();
    for (int i = 0; i < ROUNDS && located.isPresent(); i++) {
      if (located.get().chunks() > reading.mostChunks()) {
        return Result.LONGER;
      }
      TranscriptCopy copy =
          new TranscriptCopy(
              located.get().transcription(),
              located.get().state().speakers(),
              reading.unit(),
              sink);
      boolean whole = copyChunks(located.get(), copy);
      Optional<Located> now = locate.get();
      if (whole && now.isPresent() && now.get().text().equals(located.get().text())) {
        copy.finish();
        return Result.READ;
      }
      copy.requireNothingSent();
      located = now;
    }
    if (located.isEmpty()) {
      return Result.NOT_FOUND;
    }
    throw new IndexUnavailableException("the transcript changes too fast to be read");
  }

  private boolean copyChunks(Located located, TranscriptCopy copy) {
    Optional<ActiveTranscript> text = located.text();
    if (text.isEmpty()) {
      return true;
    }
    int count = text.get().chunks();
    for (int from = 0; from < count; from += WINDOW) {
      int to = Math.min(count, from + WINDOW);
      for (Optional<Chunk> chunk : window(located, text.get(), from, to)) {
        if (chunk.isEmpty()) {
          return false;
        }
        chunk.get().segments().forEach(copy::add);
      }
      copy.sendWhatIsTooMuch(HELD);
    }
    return true;
  }

  private List<Optional<Chunk>> window(Located located, ActiveTranscript text, int from, int to) {
    return located
        .state()
        .tenant()
        .map(tenant -> store.chunks(tenant, text.generation(), from, to))
        .orElse(List.of());
  }

  /** Takes a transcript piece by piece; may block while its reader is slow. */
  public interface Sink {
    /**
     * Comes first and once.
     *
     * @param names of those who speak in it
     */
    void begin(Transcription transcription, SpeakerNames names);

    /** Comes as often as needed, in time order. */
    void segments(List<Segment> segments);
  }

  /** Chunks by their place. Safe for many threads. */
  public interface Store {
    /**
     * The chunks of a generation from one place to before another; empty for those that are gone.
     */
    List<Optional<Chunk>> chunks(Tenant tenant, Generation generation, int from, int to);
  }
}
