package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.FakeEmbedder;
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
import dev.hark.search.query.ChunkSearch.Failed;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import dev.hark.search.query.SearchChunks.Found;
import dev.hark.search.query.SearchQuery.Retrieval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a search makes of an index that changes under it. */
class SearchChunksTest {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static final Tenant TENANT =
      new Tenant(new Project(new ProjectId("proj_p"), Mode.LIVE), new EndUserId("eu_e"));
  private static final RecordingId RECORDING = new RecordingId("rec_r");
  private static final Candidate OLD = new Candidate(RECORDING, "old", 0);
  private static final Candidate NEW = new Candidate(RECORDING, "new", 0);

  /** Plays one round after the other: what the legs find, then which generation is active. */
  private static final class Script implements ChunkSearch {
    private final Deque<List<Candidate>> found = new ArrayDeque<>();
    private final Deque<String> active = new ArrayDeque<>();
    private final List<Set<String>> excluded = new ArrayList<>();

    Script round(String activeThen, Candidate... candidates) {
      found.add(List.of(candidates));
      active.add(activeThen);
      return this;
    }

    @Override
    public Legs find(Tenant tenant, LegQuery query) {
      excluded.add(query.excludedGenerations());
      List<Scored> lexical = found.remove().stream().map(chunk -> new Scored(chunk, 1)).toList();
      return new Legs(lexical, List.of(), List.of(), Map.of());
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

    @Override
    public Snapshot snapshot(
        Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks) {
      Map<Candidate, Chunk> bodies = new HashMap<>();
      chunks.forEach(candidate -> bodies.put(candidate, body(candidate)));
      String generation = active.remove();
      return generation.equals("erased")
          ? new Snapshot(true, Map.of(), bodies)
          : new Snapshot(false, Map.of(RECORDING, state(generation)), bodies);
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

  private static Found search(ChunkSearch index, Embedder embedder, Retrieval retrieval) {
    QueryVectors vectors = new QueryVectors(embedder, THREADS, Duration.ofSeconds(5));
    return new SearchChunks(index, vectors)
        .search(
            new SearchQuery(
                TENANT,
                "words",
                Set.of(),
                RecordingLimits.NONE,
                SearchQuery.Preferred.NOTHING,
                10,
                retrieval,
                false));
  }

  private static List<String> texts(ChunkSearch index) {
    return search(index, new FakeEmbedder(), Retrieval.HYBRID).chunks().stream()
        .map(found -> found.chunk().text())
        .toList();
  }

  @Test
  void asksOnceWhenNothingChanges() {
    Script script = new Script().round("old", OLD);
    assertEquals(List.of("old"), texts(script));
  }

  @Test
  void searchesAgainWithoutWhatWasReplaced() {
    Script script = new Script().round("new", OLD).round("new", NEW);
    assertEquals(List.of("new"), texts(script));
    assertEquals(List.of(Set.of(), Set.of("old")), script.excluded);
  }

  @Test
  void searchesAgainWithoutWhatIsNotSwitchedToYet() {
    Script script = new Script().round("old", OLD, NEW).round("old", OLD);
    assertEquals(List.of("old"), texts(script));
  }

  @Test
  void letsInAgainWhatWasLeftOutAndIsSwitchedToMeanwhile() {
    Script script = new Script().round("old", OLD, NEW).round("new", OLD).round("new", NEW);
    assertEquals(List.of("new"), texts(script));
    assertEquals(List.of(Set.of(), Set.of("new"), Set.of("old")), script.excluded);
  }

  @Test
  void noticesTheSwitchWhenNothingOfTheRecordingIsFoundAnyMore() {
    Script script = new Script().round("old", OLD, NEW).round("new").round("new", NEW);
    assertEquals(List.of("new"), texts(script));
  }

  @Test
  void givesUpRatherThanAnswerWithLess() {
    Script script = new Script();
    for (int i = 0; i < 20; i++) {
      script.round("gen" + i, new Candidate(RECORDING, "gone" + i, 0));
    }
    assertThrows(IndexUnavailableException.class, () -> texts(script));
  }

  @Test
  void findsNothingOfAnErasedEndUser() {
    assertEquals(List.of(), texts(new Script().round("erased", OLD)));
  }

  @Test
  void searchesTheWordsOnlyWhenTheModelFailsAndSaysSo() {
    Found found = search(new Script().round("old", OLD), new Failing(), Retrieval.HYBRID);
    assertEquals(Failed.SEMANTIC, found.failed());
    assertEquals(1, found.chunks().size());
  }

  @Test
  void searchesTheWordsOnlyWhenTheVectorIsNoNumberOrOfAnotherLength() {
    for (float[] vector : List.of(new float[] {Float.NaN, 1}, new float[] {1}, new float[2])) {
      Found found = search(new Script().round("old", OLD), new Broken(vector), Retrieval.HYBRID);
      assertEquals(Failed.SEMANTIC, found.failed());
    }
  }

  @Test
  void theSingleLegsDoWithoutTheOther() {
    Found words = search(new Script().round("old", OLD), new Failing(), Retrieval.LEXICAL);
    assertEquals(Failed.NONE, words.failed());
    assertThrows(
        IndexUnavailableException.class,
        () -> search(new Script(), new Failing(), Retrieval.SEMANTIC));
  }

  private static final class Failing extends Fake {
    @Override
    public float[] embedQuery(String text) {
      throw new EmbeddingFailedException("out of order");
    }
  }

  private static final class Broken extends Fake {
    private final float[] vector;

    Broken(float[] vector) {
      this.vector = vector;
    }

    @Override
    public float[] embedQuery(String text) {
      return vector;
    }
  }

  private abstract static class Fake implements Embedder {
    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("fake", 2);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
