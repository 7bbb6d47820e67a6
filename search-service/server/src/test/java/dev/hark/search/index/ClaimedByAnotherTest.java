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
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.ReplaceTranscript.Opening;
import dev.hark.search.index.Stamp.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A recording that named its transcription before there were claims, and another one that claimed
 * the same id since.
 */
class ClaimedByAnotherTest {
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("model", 2);
  private static final Project PROJECT = new Project(new ProjectId("proj_p"), Mode.LIVE);
  private static final RecordingKey EARLIER = new RecordingKey(PROJECT, new RecordingId("rec_a"));
  private static final RecordingKey LATER = new RecordingKey(PROJECT, new RecordingId("rec_b"));
  private static final RecordingKey THIRD = new RecordingKey(PROJECT, new RecordingId("rec_c"));
  private static final TranscriptionId NAMED = new TranscriptionId("txn_1");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemoryIndex index = new InMemoryIndex();
  private final ReplaceTranscript replace =
      new ReplaceTranscript(index, index, index, index, index, SPACE, Clock.systemUTC());

  @BeforeEach
  void nameItWithoutAClaim() {
    assertEquals(new WriteOutcome.Applied(), write(replace, EARLIER, 0, "old words"));
    index.forgetClaims();
    assertEquals(LATER, index.claim(NAMED, LATER));
  }

  private static TranscriptHeader header(RecordingKey recording, int second) {
    return new TranscriptHeader(
        new Tenant(PROJECT, new EndUserId("eu_e")),
        recording.recording(),
        NAMED,
        new Stamp(
            START.plusSeconds(second),
            EventKind.TRANSCRIPTION_COMPLETED,
            new EventId("evt_" + second)),
        RecordingDetails.NONE,
        null,
        null,
        1,
        SPACE.model());
  }

  private static WriteOutcome write(
      ReplaceTranscript replace, RecordingKey recording, int second, String words) {
    return switch (replace.open(header(recording, second))) {
      case Opening.Decided decided -> decided.outcome();
      case Opening.Accepting accepting -> {
        Chunk chunk =
            new Chunk(
                new ChunkId("chk_" + second),
                0,
                words,
                null,
                Duration.ZERO,
                Duration.ZERO,
                List.of());
        assertEquals(Optional.empty(), accepting.writer().add(chunk, new float[] {1, 0}));
        WriteOutcome outcome = accepting.writer().complete();
        accepting.writer().close();
        yield outcome;
      }
    };
  }

  private List<String> words() {
    return index.chunks.values().stream().map(stored -> stored.chunk().text()).toList();
  }

  @Test
  void aNewerTranscriptOfItReplacesTheOlder() {
    assertEquals(new WriteOutcome.Applied(), write(replace, EARLIER, 1, "new words"));
    assertEquals(List.of("new words"), words());
  }

  @Test
  void askingWhetherItWouldBeTakenChangesNothing() {
    assertEquals(new WriteOutcome.Applied(), replace.check(header(EARLIER, 1)));
    assertEquals(List.of("old words"), words());
  }

  @Test
  void aThirdRecordingDoesNotHaveIt() {
    assertEquals(
        new WriteOutcome.ForeignTranscription(THIRD.recording(), NAMED),
        write(replace, THIRD, 1, "others"));
    assertEquals(List.of("old words"), words());
  }
}
