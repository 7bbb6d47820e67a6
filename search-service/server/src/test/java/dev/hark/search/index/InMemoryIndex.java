package dev.hark.search.index;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ports of the index in memory, for one thread. */
final class InMemoryIndex implements RecordingCatalog, Erasures, ChunkIndex {
  /** A chunk document: what it belongs to and its text. */
  record Stored(TranscriptIdentity identity, Chunk chunk) {}

  final Map<String, Stored> chunks = new TreeMap<>();
  private final Map<RecordingKey, Held> recordings = new HashMap<>();
  private final Set<Tenant> erased = new HashSet<>();
  private long sequence;

  @Override
  public Optional<Held> find(RecordingKey key) {
    return Optional.ofNullable(recordings.get(key));
  }

  @Override
  public Written create(RecordingState state) {
    return put(state, recordings.containsKey(state.key()));
  }

  @Override
  public Written replace(RecordingState state, Held held) {
    Held there = recordings.get(state.key());
    return put(state, there == null || there.sequence() != held.sequence());
  }

  private Written put(RecordingState state, boolean conflict) {
    if (conflict) {
      return Written.CONFLICT;
    }
    recordings.put(state.key(), new Held(state, ++sequence, 1));
    return Written.DONE;
  }

  @Override
  public void bury(List<RecordingKey> keys, Instant at) {
    for (RecordingKey key : keys) {
      recordings.put(key, new Held(RecordingState.tombstone(key, at), ++sequence, 1));
    }
  }

  @Override
  public List<RecordingKey> ownedBy(Tenant tenant) {
    return recordings.values().stream()
        .map(Held::state)
        .filter(state -> state.tenant().filter(tenant::equals).isPresent())
        .map(RecordingState::key)
        .toList();
  }

  @Override
  public void add(Tenant tenant, Instant at) {
    erased.add(tenant);
  }

  @Override
  public boolean contains(Tenant tenant) {
    return erased.contains(tenant);
  }

  @Override
  public void write(TranscriptIdentity identity, List<ChunkInContext> written) {
    for (ChunkInContext item : written) {
      Chunk chunk = item.chunk();
      chunks.put(identity.generation().chunk(chunk.ordinal()), new Stored(identity, chunk));
    }
  }

  @Override
  public long countVisible(TranscriptIdentity identity) {
    return chunks.values().stream().filter(stored -> stored.identity().equals(identity)).count();
  }

  @Override
  public long remove(Leftovers leftovers) {
    long before = chunks.size();
    chunks.values().removeIf(stored -> covers(leftovers, stored.identity()));
    return before - chunks.size();
  }

  private static boolean covers(Leftovers leftovers, TranscriptIdentity identity) {
    return switch (leftovers) {
      case Leftovers.OfRecording of -> of.recording().equals(identity.key());
      case Leftovers.OfEndUser of -> of.tenant().equals(identity.tenant());
      case Leftovers.OfGeneration of -> of.generation().equals(identity.generation());
      case Leftovers.ReplacedBy by ->
          by.recording().equals(identity.key())
              && !by.active().equals(identity.generation())
              && identity.generation().version().compareTo(by.active().version()) <= 0;
    };
  }
}
