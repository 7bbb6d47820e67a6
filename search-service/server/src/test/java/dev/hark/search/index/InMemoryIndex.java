package dev.hark.search.index;

import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Ids.TranscriptionId;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ports of the index in memory, for one thread. As in OpenSearch, a chunk that was written is
 * not visible before a refresh.
 */
final class InMemoryIndex
    implements RecordingCatalog, Erasures, ChunkIndex, WriterLeases, TranscriptionClaims {
  /** A chunk document: what it belongs to and its text. */
  record Stored(TranscriptIdentity identity, Chunk chunk) {}

  final Map<String, Stored> chunks = new TreeMap<>();
  private final Set<String> visible = new HashSet<>();
  private final Map<RecordingKey, Held> recordings = new HashMap<>();
  private final Set<Tenant> erased = new HashSet<>();
  private final Map<String, Entry> leases = new HashMap<>();
  private final Map<String, RecordingKey> claims = new HashMap<>();
  private long sequence;

  @Override
  public Optional<Held> find(RecordingKey key) {
    return Optional.ofNullable(recordings.get(key));
  }

  @Override
  public boolean compareAndSet(@Nullable Held read, RecordingState next) {
    boolean same = Objects.equals(read, recordings.get(next.key()));
    if (same) {
      recordings.put(next.key(), new Held(next, ++sequence, 1));
    }
    return same;
  }

  @Override
  public void putTombstone(List<RecordingKey> keys, Instant at) {
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
  public Attempts write(TranscriptIdentity identity, List<ChunkInContext> written) {
    for (ChunkInContext item : written) {
      Chunk chunk = item.chunk();
      chunks.put(identity.generation().chunk(chunk.ordinal()), new Stored(identity, chunk));
    }
    return Attempts.ALL_ENDED;
  }

  @Override
  public Attempts writeLast(TranscriptIdentity identity, List<ChunkInContext> written) {
    Attempts attempts = write(identity, written);
    refresh();
    return attempts;
  }

  private void refresh() {
    visible.addAll(chunks.keySet());
  }

  @Override
  public long countVisible(TranscriptIdentity identity) {
    return chunks.entrySet().stream()
        .filter(chunk -> visible.contains(chunk.getKey()))
        .filter(chunk -> chunk.getValue().identity().equals(identity))
        .count();
  }

  @Override
  public long remove(ObsoleteChunks obsolete) {
    refresh();
    long before = chunks.size();
    removeVisible(obsolete);
    return before - chunks.size();
  }

  @Override
  public void removeVisible(ObsoleteChunks obsolete) {
    chunks
        .entrySet()
        .removeIf(
            chunk ->
                visible.contains(chunk.getKey()) && covers(obsolete, chunk.getValue().identity()));
    visible.retainAll(chunks.keySet());
  }

  private static boolean covers(ObsoleteChunks obsolete, TranscriptIdentity identity) {
    return switch (obsolete) {
      case ObsoleteChunks.OfRecording of -> of.recording().equals(identity.key());
      case ObsoleteChunks.OfEndUser of -> of.tenant().equals(identity.tenant());
      case ObsoleteChunks.OfGeneration of -> of.generation().equals(identity.generation());
      case ObsoleteChunks.ReplacedBy by ->
          by.recording().equals(identity.key())
              && !by.active().equals(identity.generation())
              && identity.generation().version().compareTo(by.active().version()) <= 0;
    };
  }

  @Override
  public void put(Entry entry) {
    leases.put(entry.id(), entry);
  }

  @Override
  public void remove(Entry entry) {
    leases.remove(entry.id());
  }

  @Override
  public boolean anyOf(RecordingKey recording, Instant now) {
    return leases.values().stream()
        .anyMatch(lease -> lease.recording().equals(recording) && !lease.until().isBefore(now));
  }

  @Override
  public boolean anyOf(Tenant tenant, Instant now) {
    return leases.values().stream()
        .anyMatch(lease -> lease.tenant().equals(tenant) && !lease.until().isBefore(now));
  }

  @Override
  public RecordingKey claim(TranscriptionId transcription, RecordingKey recording) {
    return claims.computeIfAbsent(
        recording.project().key() + "/" + transcription.value(), key -> recording);
  }
}
