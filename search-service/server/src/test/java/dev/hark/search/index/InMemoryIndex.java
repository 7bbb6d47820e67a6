package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /** Of what is replaced a look gives so many chunks at most. */
  int page = 2_000;

  /** What others do between a look and the switch. */
  Runnable afterLook = () -> {};

  @Override
  public Known read(
      RecordingKey key, @Nullable EndUserId endUser, @Nullable TranscriptionId transcription) {
    return new Known(
        Optional.ofNullable(recordings.get(key)),
        endUser != null && erased.contains(new Tenant(key.project(), endUser)),
        Optional.ofNullable(transcription).map(id -> claims.get(claimId(key, id))));
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
  public Set<Tenant> among(Set<Tenant> tenants) {
    return tenants.stream().filter(erased::contains).collect(Collectors.toSet());
  }

  @Override
  public Written write(TranscriptIdentity identity, Batch batch) {
    for (ChunkInContext item : batch.chunks()) {
      Chunk chunk = item.chunk();
      chunks.put(identity.generation().chunk(chunk.ordinal()), new Stored(identity, chunk));
    }
    boolean claimFailed =
        batch.claim() && !create(claimId(identity.key(), identity.transcription()), identity.key());
    if (batch.last()) {
      refresh();
    }
    return new Written(false, claimFailed);
  }

  private boolean create(String claim, RecordingKey holder) {
    return claims.putIfAbsent(claim, holder) == null;
  }

  private void refresh() {
    visible.addAll(chunks.keySet());
  }

  @Override
  public Visible look(TranscriptIdentity identity) {
    ObsoleteChunks replaced = new ObsoleteChunks.ReplacedBy(identity.key(), identity.generation());
    long there = 0;
    List<StoredChunk> obsolete = new ArrayList<>();
    for (Map.Entry<String, Stored> chunk : chunks.entrySet()) {
      TranscriptIdentity of = chunk.getValue().identity();
      boolean shown = visible.contains(chunk.getKey());
      there += shown && of.equals(identity) ? 1 : 0;
      if (shown && covers(replaced, of)) {
        obsolete.add(new StoredChunk(chunk.getKey(), "routing"));
      }
    }
    boolean more = obsolete.size() > page;
    afterLook.run();
    return new Visible(there, more ? obsolete.subList(0, page) : obsolete, more);
  }

  @Override
  public boolean finish(Tenant tenant, List<StoredChunk> replaced, Optional<Entry> lease) {
    replaced.forEach(chunk -> chunks.remove(chunk.id()));
    visible.retainAll(chunks.keySet());
    lease.ifPresent(this::remove);
    return contains(tenant);
  }

  @Override
  public long remove(ObsoleteChunks obsolete) {
    refresh();
    long before = chunks.size();
    chunks.values().removeIf(chunk -> covers(obsolete, chunk.identity()));
    visible.retainAll(chunks.keySet());
    return before - chunks.size();
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
  public Set<Tenant> among(Set<Tenant> tenants, Instant now) {
    return leases.values().stream()
        .filter(lease -> !lease.until().isBefore(now))
        .map(Entry::tenant)
        .filter(tenants::contains)
        .collect(Collectors.toSet());
  }

  @Override
  public RecordingKey claim(TranscriptionId transcription, RecordingKey recording) {
    return claims.computeIfAbsent(claimId(recording, transcription), key -> recording);
  }

  /** As an index was before there were any. */
  void forgetClaims() {
    claims.clear();
  }

  private static String claimId(RecordingKey recording, TranscriptionId transcription) {
    return recording.project().key() + "/" + transcription.value();
  }
}
