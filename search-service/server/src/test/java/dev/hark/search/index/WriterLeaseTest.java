package dev.hark.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.EmbeddingSpace;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.ReplaceTranscript.Opening;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A writer may write for as long as its lease says, and stops when what it writes is erased. */
class WriterLeaseTest {
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("model", 2);
  private static final Project PROJECT = new Project(new ProjectId("proj_p"), Mode.LIVE);
  private static final RecordingKey KEY = new RecordingKey(PROJECT, new RecordingId("rec_r"));
  private static final Tenant TENANT = new Tenant(PROJECT, new EndUserId("eu_e"));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CHUNKS = 1_001;

  private final InMemoryIndex index = new InMemoryIndex();
  private Instant now = START;
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);

  private Opening open() {
    return open(index);
  }

  private Opening open(ChunkIndex chunks) {
    ReplaceTranscript replace =
        new ReplaceTranscript(index, index, chunks, index, index, SPACE, clock);
    return replace.open(
        new TranscriptHeader(
            TENANT,
            KEY.recording(),
            new TranscriptionId("txn_1"),
            new Stamp(START, EventKind.TRANSCRIPTION_COMPLETED, new EventId("evt_1")),
            RecordingDetails.NONE,
            null,
            null,
            CHUNKS,
            SPACE.model()));
  }

  private TranscriptWriter writer() {
    return writer(index);
  }

  private TranscriptWriter writer(ChunkIndex chunks) {
    return switch (open(chunks)) {
      case Opening.Accepting accepting -> accepting.writer();
      case Opening.Decided decided -> throw new AssertionError(decided.outcome());
    };
  }

  private static Optional<WriteOutcome> add(TranscriptWriter writer, int from, int until) {
    Optional<WriteOutcome> outcome = Optional.empty();
    for (int i = from; i < until && outcome.isEmpty(); i++) {
      Chunk chunk =
          new Chunk(
              new ChunkId("chk_" + i),
              i,
              "word" + i,
              null,
              Duration.ZERO,
              Duration.ZERO,
              List.of());
      outcome = writer.add(chunk, new float[] {1, 0});
    }
    return outcome;
  }

  @Test
  void aWriterIsKnownUntilItIsClosed() {
    TranscriptWriter writer = writer();
    assertTrue(index.anyOf(TENANT, now));
    assertTrue(index.anyOf(KEY, now));
    writer.close();
    assertFalse(index.anyOf(TENANT, now));
  }

  @Test
  void aTranscriptThatIsNotTakenLeavesNoWriter() {
    index.add(TENANT, now);
    assertTrue(open() instanceof Opening.Decided);
    assertFalse(index.anyOf(TENANT, now));
  }

  @Test
  void aWriterThatDiedCountsForFiveMinutes() {
    TranscriptWriter _ = writer();
    assertTrue(index.anyOf(TENANT, START.plus(Duration.ofMinutes(5))));
    assertFalse(index.anyOf(TENANT, START.plus(Duration.ofMinutes(5)).plusMillis(1)));
  }

  @Test
  void aWriterOfHoursIsKnownThroughout() {
    TranscriptWriter writer = writer();
    for (int i = 0; i < CHUNKS; i++) {
      now = now.plus(Duration.ofSeconds(30));
      assertEquals(Optional.empty(), add(writer, i, i + 1));
      assertTrue(index.anyOf(TENANT, now.plus(Duration.ofMinutes(4))));
    }
  }

  @Test
  void aWriterStopsAndRemovesWhatItWroteWhenItsEndUserIsErased() {
    TranscriptWriter writer = writer();
    assertEquals(Optional.empty(), add(writer, 0, 300));
    assertTrue(index.chunks.size() >= 200);
    index.add(TENANT, now);
    now = now.plus(Duration.ofSeconds(1));
    assertEquals(Optional.of(new WriteOutcome.Deleted()), add(writer, 300, 301));
    assertEquals(0, index.chunks.size());
    assertFalse(index.anyOf(TENANT, now));
  }

  /** The first write had an attempt without an answer; each takes three minutes. */
  private final class Slow implements ChunkIndex {
    private boolean mayLandLate = true;

    @Override
    public Written write(TranscriptIdentity identity, Batch batch) {
      assertTrue(index.anyOf(KEY, now.plus(Duration.ofMinutes(4))), "time for a write");
      now = now.plus(Duration.ofMinutes(3));
      Written written = index.write(identity, batch);
      written = new Written(mayLandLate, written.claimFailed());
      mayLandLate = false;
      return written;
    }

    @Override
    public Visible look(TranscriptIdentity identity) {
      return index.look(identity);
    }

    @Override
    public boolean finish(
        Tenant tenant, List<StoredChunk> replaced, Optional<WriterLeases.Entry> lease) {
      return index.finish(tenant, replaced, lease);
    }

    @Override
    public long remove(ObsoleteChunks obsolete) {
      return index.remove(obsolete);
    }
  }

  @Test
  void whatMayLandLateIsWaitedForAlsoWhenTheNextAttemptsSucceeded() {
    TranscriptWriter writer = writer(new Slow());
    assertEquals(Optional.empty(), add(writer, 0, CHUNKS));
    assertEquals(new WriteOutcome.Applied(), writer.complete());
    writer.close();
    assertTrue(index.anyOf(KEY, now));
  }

  /** Its erasure has long been completed. */
  @Test
  void aWriterWhoseLeaseHasEndedWritesNothingOfWhatIsErased() {
    TranscriptWriter writer = writer();
    assertEquals(Optional.empty(), add(writer, 0, 99));
    index.add(TENANT, now);
    now = now.plus(Duration.ofMinutes(6));
    assertEquals(Optional.of(new WriteOutcome.Deleted()), add(writer, 99, 110));
    assertEquals(0, index.chunks.size());
  }
}
