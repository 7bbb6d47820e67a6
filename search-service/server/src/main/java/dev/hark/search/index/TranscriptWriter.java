package dev.hark.search.index;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.ChunkIndex.Batch;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.ChunkIndex.Visible;
import dev.hark.search.index.ChunkIndex.Written;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the chunks of one transcript in order and writes them in batches, blocking meanwhile, so
 * that whoever sends is slowed to the index's pace. For one thread at a time. When it is closed
 * before {@link #complete}, nothing that was written is ever found; the next transcript of the
 * recording removes it. What is deleted or replaced by something newer meanwhile is noticed within
 * a second of chunks, and what was written removed.
 */
public final class TranscriptWriter {
  /** A chunk is about 10 KB as JSON: one batch is about 1 MB. */
  private static final int BATCH = 100;

  private static final int BATCH_CHARACTERS = 500_000;

  /**
   * Between looks whether the transcript is still wanted: two reads by id, of some milliseconds.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ChunkIndex chunks;
  private final TranscriptHeader header;
  private final TranscriptIdentity identity;
  private final TranscriptSwitch step;
  private final WriterLease lease;
  private final int dimension;
  private final Clock clock;
  private final Surroundings surroundings = new Surroundings();
  private final List<ChunkInContext> batch = new ArrayList<>();
  private final Set<ChunkId> seen = new HashSet<>();
  private int characters;
  private final Extent extent = new Extent();
  private Instant nextLook;
  private boolean mayLandLate;
  private boolean closed;

  TranscriptWriter(
      ChunkIndex chunks,
      TranscriptHeader header,
      TranscriptSwitch step,
      WriterLease lease,
      int dimension,
      Clock clock) {
    this.chunks = chunks;
    this.header = header;
    this.identity = header.identity();
    this.step = step;
    this.lease = lease;
    this.dimension = dimension;
    this.clock = clock;
    this.nextLook = clock.instant();
  }

  /** What became of the transcript, if it is not wanted any more; then this one is closed. */
  Optional<WriteOutcome> outcome() {
    boolean renewed = lease.renew();
    if (!renewed && clock.instant().isBefore(nextLook)) {
      return Optional.empty();
    }
    nextLook = clock.instant().plus(BETWEEN_LOOKS);
    return step.lost() ? Optional.of(complete(Optional.empty())) : Optional.empty();
  }

  private WriteOutcome complete(Optional<Visible> visible) {
    WriteOutcome outcome =
        step.complete(extent, visible, mayLandLate ? Optional.empty() : Optional.of(lease.entry()));
    closed = true;
    return outcome;
  }

  /** Takes the next chunk; an outcome says that no other is needed. */
  public Optional<WriteOutcome> add(Chunk chunk, float[] embedding) {
    if (chunk.ordinal() != seen.size()) {
      throw UnacceptableException.field(
          "chunk.ordinal", "%d expected, not %d".formatted(seen.size(), chunk.ordinal()));
    }
    if (chunk.ordinal() >= header.chunks()) {
      throw wrongCount("more");
    }
    if (!seen.add(chunk.id())) {
      throw UnacceptableException.field("chunk.chunk_id", chunk.id() + " comes twice");
    }
    chunk.segments().forEach(part -> extent.add(part.segment()));
    Embedding meaning = Embedding.of(embedding, dimension);
    Optional<WriteOutcome> outcome = outcome();
    if (outcome.isEmpty()) {
      surroundings.add(chunk, meaning).forEach(this::put);
    }
    return outcome;
  }

  private void put(ChunkInContext chunk) {
    if (batch.size() >= BATCH || characters >= BATCH_CHARACTERS) {
      write(false);
    }
    batch.add(chunk);
    characters += chunk.chunk().text().length() + chunk.surroundings().length();
  }

  /** Makes the transcript the searchable one, if it still may be. */
  public WriteOutcome complete() {
    if (seen.size() != header.chunks()) {
      throw wrongCount("%d".formatted(seen.size()));
    }
    return outcome().orElseGet(this::switchOver);
  }

  private WriteOutcome switchOver() {
    surroundings.end().forEach(this::put);
    // The write before may have taken most of the lease.
    return outcome().orElseGet(this::finish);
  }

  private WriteOutcome finish() {
    if (!batch.isEmpty() || step.needsClaim()) {
      write(true);
    }
    // Only a look tells whose the transcription id is when it could not be claimed.
    return (step.needsClaim() ? outcome() : Optional.<WriteOutcome>empty())
        .orElseGet(this::switchToVisible);
  }

  private WriteOutcome switchToVisible() {
    if (header.chunks() == 0) {
      return complete(Optional.empty());
    }
    Visible visible = chunks.look(identity);
    if (visible.chunks() == header.chunks()) {
      return complete(Optional.of(visible));
    }
    // Chunks go between write and look only when the stream has lost meanwhile.
    if (step.lost()) {
      return complete(Optional.empty());
    }
    throw new IndexUnavailableException(
        "%d of %d chunks are there".formatted(visible.chunks(), header.chunks()));
  }

  /** Removes what was written so far: nobody will send this transcript again. */
  public void abandon() {
    step.withdraw();
  }

  /**
   * Lets erasures know that nothing will be written any more. After an attempt whose end is not
   * known they learn it when the lease ends: the index may take up late what nobody waits for.
   */
  public void close() {
    if (!closed && !mayLandLate) {
      lease.release();
    }
    closed = true;
  }

  private void write(boolean last) {
    boolean before = mayLandLate;
    mayLandLate = true;
    try {
      Written written = chunks.write(identity, new Batch(batch, step.needsClaim(), last));
      mayLandLate = written.mayLandLate() || before;
      note(written);
    } catch (UnacceptableException e) {
      mayLandLate = before;
      throw e;
    }
    batch.clear();
    characters = 0;
  }

  private void note(Written written) {
    if (written.claimFailed()) {
      nextLook = clock.instant();
    } else if (step.needsClaim()) {
      step.claimed();
    }
  }

  /** What is known of a transcript when all of it has come. For one thread at a time. */
  static final class Extent {
    /** Labels that are kept; nobody looks for the next. */
    private static final int MAX_LABELS = 1_000;

    /** The worker cuts them to 128. */
    private static final int MAX_LABEL = 256;

    private final Set<String> labels = new LinkedHashSet<>();
    private @Nullable Duration end;

    /** Speakers overlap: the last segment to end need not be the last one. */
    private void add(Segment segment) {
      if (end == null || segment.end().compareTo(end) > 0) {
        end = segment.end();
      }
      String label = segment.speaker();
      if (label != null && label.length() <= MAX_LABEL && labels.size() < MAX_LABELS) {
        labels.add(label);
      }
    }

    /** Of the last segment; null when there is none. */
    @Nullable Duration end() {
      return end;
    }

    /** Of those who speak, in the order in which they begin. */
    List<String> labels() {
      return List.copyOf(labels);
    }
  }

  private UnacceptableException wrongCount(String came) {
    return UnacceptableException.field(
        "chunk_count", "the header says %d, %s came".formatted(header.chunks(), came));
  }
}
