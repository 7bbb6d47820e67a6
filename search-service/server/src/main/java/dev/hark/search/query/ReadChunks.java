package dev.hark.search.query;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.query.SearchChunks.FoundChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads chunks that a search found before, as they stand at this moment. Two requests to the index,
 * and one more for each replacement meanwhile.
 */
public final class ReadChunks {
  private static final int MOST = 100;
  private static final int ROUNDS = 5;

  private final ChunkSearch index;

  public ReadChunks(ChunkSearch index) {
    this.index = index;
  }

  /** Where a chunk was found. */
  public record Place(ChunkId chunk, RecordingId recording, int ordinal) {}

  /**
   * Those that are there still, in the same order, with a score of 0.
   *
   * @throws IndexUnavailableException rather than answering with less than there is
   */
  public List<FoundChunk> read(Tenant tenant, List<Place> places) {
    if (places.isEmpty() || places.size() > MOST) {
      throw UnacceptableException.field("chunks", "must be 1 to 100, not " + places.size());
    }
    Set<RecordingId> recordings = places.stream().map(Place::recording).collect(Collectors.toSet());
    ChunkSearch.Snapshot before = index.snapshot(tenant, recordings, List.of());
    for (int i = 0; i < ROUNDS; i++) {
      Map<RecordingId, ActiveTranscript> served = served(tenant, before);
      List<Candidate> wanted =
          places.stream().flatMap(place -> candidate(place, served).stream()).toList();
      ChunkSearch.Snapshot now = index.snapshot(tenant, recordings, wanted);
      if (served(tenant, now).equals(served) && now.chunks().keySet().containsAll(wanted)) {
        return found(places, served, now);
      }
      before = now;
    }
    throw new IndexUnavailableException("the index changes too fast to be read");
  }

  /** What this tenant's searches find at that moment. */
  private static Map<RecordingId, ActiveTranscript> served(
      Tenant tenant, ChunkSearch.Snapshot moment) {
    return moment.recordings().values().stream()
        .filter(state -> !moment.erased())
        .filter(state -> state.tenant().filter(tenant::equals).isPresent())
        .filter(state -> state.active().isPresent())
        .collect(
            Collectors.toMap(
                state -> state.key().recording(), state -> state.active().orElseThrow()));
  }

  private static Optional<Candidate> candidate(
      Place place, Map<RecordingId, ActiveTranscript> served) {
    return Optional.ofNullable(served.get(place.recording()))
        .filter(active -> place.ordinal() >= 0 && place.ordinal() < active.chunks())
        .map(active -> new Candidate(place.recording(), active.generation().id(), place.ordinal()));
  }

  private static List<FoundChunk> found(
      List<Place> places, Map<RecordingId, ActiveTranscript> served, ChunkSearch.Snapshot now) {
    List<FoundChunk> found = new ArrayList<>();
    for (Place place : places) {
      RecordingState state = now.recordings().get(place.recording());
      Optional<Chunk> chunk =
          candidate(place, served)
              .flatMap(candidate -> Optional.ofNullable(now.chunks().get(candidate)))
              // A newer transcription has another chunk there.
              .filter(body -> body.id().equals(place.chunk()));
      ActiveTranscript active = served.get(place.recording());
      if (state != null && active != null && chunk.isPresent()) {
        found.add(FoundChunk.of(0, chunk.get(), state, active));
      }
    }
    return found;
  }
}
