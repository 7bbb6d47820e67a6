package dev.hark.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.ReplaceTranscript.Opening;
import dev.hark.search.index.Stamp.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a writer that died left is removed by the next one, though no search could see it yet. */
class ObsoleteChunksTest {
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("model", 2);
  private static final Project PROJECT = new Project(new ProjectId("proj_p"), Mode.LIVE);
  private static final Tenant TENANT = new Tenant(PROJECT, new EndUserId("eu_e"));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Two batches are written of it when all of it has been sent. */
  private static final int MANY = 250;

  private final InMemoryIndex index = new InMemoryIndex();
  private final ReplaceTranscript replace =
      new ReplaceTranscript(
          index, index, index, index, index, SPACE, Clock.fixed(START, ZoneOffset.UTC));

  private Opening open(int second, int chunks) {
    return replace.open(
        new TranscriptHeader(
            TENANT,
            new RecordingId("rec_r"),
            new TranscriptionId("txn_" + second),
            new Stamp(
                START.plusSeconds(second),
                EventKind.TRANSCRIPTION_COMPLETED,
                new EventId("evt_" + second)),
            RecordingDetails.NONE,
            null,
            null,
            chunks,
            SPACE.model()));
  }

  private TranscriptWriter writer(int second, int chunks) {
    return switch (open(second, chunks)) {
      case Opening.Accepting accepting -> accepting.writer();
      case Opening.Decided decided -> throw new AssertionError(decided.outcome());
    };
  }

  private static void add(TranscriptWriter writer, int chunks, String words) {
    for (int i = 0; i < chunks; i++) {
      Chunk chunk =
          new Chunk(
              new ChunkId("chk_" + i),
              i,
              words + " " + i,
              null,
              Duration.ZERO,
              Duration.ZERO,
              List.of());
      assertEquals(Optional.empty(), writer.add(chunk, new float[] {1, 0}));
    }
  }

  private void replaceWith(int second, int chunks) {
    replaceWith(second, chunks, "new");
  }

  private void replaceWith(int second, int chunks, String words) {
    TranscriptWriter writer = writer(second, chunks);
    add(writer, chunks, words);
    assertEquals(new WriteOutcome.Applied(), writer.complete());
    writer.close();
  }

  private Set<String> left() {
    return index.chunks.values().stream()
        .map(stored -> stored.chunk().text())
        .collect(Collectors.toSet());
  }

  @Test
  void byATranscriptWithChunks() {
    add(writer(1, MANY), MANY, "old");
    replaceWith(2, 1);
    assertEquals(Set.of("new 0"), left());
  }

  @Test
  void byATranscriptWithoutChunks() {
    add(writer(1, MANY), MANY, "old");
    replaceWith(2, 0);
    assertEquals(Set.of(), left());
  }

  @Test
  void alsoWhereALookDoesNotShowAllOfThem() {
    replaceWith(1, 5, "old");
    index.page = 2;
    replaceWith(2, 1);
    assertEquals(Set.of("new 0"), left());
  }

  @Test
  void alsoOfATranscriptThatWasSwitchedToSinceTheLook() {
    index.afterLook =
        () -> {
          index.afterLook = () -> {};
          replaceWith(1, 2, "old");
        };
    replaceWith(2, 1);
    assertEquals(Set.of("new 0"), left());
  }

  @Test
  void allOfThemWhenTheEndUserIsErasedSinceTheLook() {
    index.afterLook = () -> index.add(TENANT, START);
    TranscriptWriter writer = writer(1, 2);
    add(writer, 2, "erased");
    assertEquals(new WriteOutcome.Deleted(), writer.complete());
    assertEquals(Set.of(), left());
  }

  @Test
  void byAnEventThatComesAgain() {
    TranscriptWriter old = writer(1, MANY);
    replaceWith(2, 1);
    add(old, MANY, "old");
    Opening again = open(2, 1);
    assertEquals(new WriteOutcome.Stale(), ((Opening.Decided) again).outcome());
    assertEquals(Set.of("new 0"), left());
  }
}
