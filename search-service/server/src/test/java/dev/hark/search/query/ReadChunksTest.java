package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.index.Change;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Generation;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What reading chunks makes of an index that changes under it. */
class ReadChunksTest {
  private static final Tenant TENANT =
      new Tenant(new Project(new ProjectId("proj_p"), Mode.LIVE), new EndUserId("eu_e"));
  private static final RecordingId RECORDING = new RecordingId("rec_r");
  private static final ReadChunks.Place PLACE =
      new ReadChunks.Place(new ChunkId("chk_old0"), RECORDING, 0);

  /** Answers one request after the other: which generation is active, which one's chunks exist. */
  private static final class Script implements ChunkSearch {
    private final Deque<List<String>> requests = new ArrayDeque<>();

    Script then(String active, String... there) {
      List<String> all = new ArrayList<>(List.of(active));
      Collections.addAll(all, there);
      requests.add(all);
      return this;
    }

    @Override
    public Snapshot snapshot(
        Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks) {
      List<String> now = requests.remove();
      Map<Candidate, Chunk> bodies = new HashMap<>();
      for (Candidate chunk : chunks) {
        if (now.subList(1, now.size()).contains(chunk.generation())) {
          bodies.put(chunk, body(chunk));
        }
      }
      return new Snapshot(false, Map.of(RECORDING, state(now.getFirst())), bodies);
    }

    @Override
    public Legs find(Tenant tenant, LegQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Scope within(Tenant tenant, RecordingLimits limits, Set<RecordingId> among) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<Voice> voices(Tenant tenant, Set<String> speakers, Set<RecordingId> among) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String generation() {
      return "index";
    }
  }

  private static Chunk body(Candidate candidate) {
    return new Chunk(
        new ChunkId("chk_" + candidate.generation() + candidate.ordinal()),
        candidate.ordinal(),
        candidate.generation(),
        null,
        Duration.ZERO,
        Duration.ZERO,
        List.of());
  }

  private static RecordingState state(String generation) {
    Stamp stamp = new Stamp(Instant.EPOCH, EventKind.TRANSCRIPTION_COMPLETED, new EventId("evt_e"));
    ActiveTranscript active =
        new ActiveTranscript(
            new TranscriptionId("txn_t"),
            new Generation(generation, "1"),
            1,
            null,
            null,
            null,
            null,
            List.of(),
            Instant.EPOCH,
            Instant.EPOCH);
    return RecordingState.unknown(new RecordingKey(TENANT.project(), RECORDING), stamp)
        .after(new Change(stamp, TENANT.endUser(), RecordingDetails.NONE, null, active));
  }

  private static int read(Script script) {
    return new ReadChunks(script).read(TENANT, List.of(PLACE)).size();
  }

  @Test
  void readsWhatIsThere() {
    assertEquals(1, read(new Script().then("old").then("old", "old")));
  }

  @Test
  void leavesOutWhatIsReplacedBetweenTheTwoLooks() {
    assertEquals(0, read(new Script().then("old").then("new", "old").then("new", "new")));
  }

  @Test
  void looksAgainWhenTheChunksWereRemovedFirst() {
    assertEquals(0, read(new Script().then("old").then("old").then("new").then("new", "new")));
  }

  @Test
  void givesUpRatherThanAnsweringWithLess() {
    Script script = new Script();
    for (int i = 0; i < 6; i++) {
      script.then("old");
    }
    assertThrows(IndexUnavailableException.class, () -> read(script));
  }
}
