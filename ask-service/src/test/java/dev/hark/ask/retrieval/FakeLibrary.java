package dev.hark.ask.retrieval;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recordings in memory. Finds what it is told to find, and keeps the queries. */
public final class FakeLibrary implements ChunkSource, RecordingSource {
  private final Map<RecordingId, Recording> recordings = new LinkedHashMap<>();
  private final Map<RecordingId, TranscriptLookup> transcripts = new LinkedHashMap<>();
  private final List<ChunkQuery> queries = new ArrayList<>();
  private final Map<ChunkId, Chunk> all = new LinkedHashMap<>();
  private List<Chunk> found = List.of();
  private Found.Legs legs = Found.Legs.BOTH;
  private Optional<Mentions> mentions = Optional.empty();
  private RecordingCounts counts = new RecordingCounts(2, 2, 0, 0, 0, 0);
  private List<String> speakers = List.of();
  private boolean down;
  private Runnable lookedUp = () -> {};

  public synchronized void finds(List<Chunk> chunks) {
    found = List.copyOf(chunks);
    chunks.forEach(chunk -> all.put(chunk.id(), chunk));
  }

  /** Runs this whenever a recording is looked up. */
  public synchronized void whenLookedUp(Runnable what) {
    lookedUp = what;
  }

  /** Words that are counted are said there. */
  public synchronized void mentions(Mentions told) {
    mentions = Optional.of(told);
    told.chunks().forEach(chunk -> all.put(chunk.id(), chunk));
  }

  public synchronized void counts(RecordingCounts told) {
    counts = told;
  }

  public synchronized void speak(List<String> names) {
    speakers = List.copyOf(names);
  }

  public synchronized void searchesBy(Found.Legs told) {
    legs = told;
  }

  public synchronized void goDown() {
    down = true;
  }

  public synchronized void comeBack() {
    down = false;
  }

  public synchronized List<ChunkQuery> queries() {
    return List.copyOf(queries);
  }

  public synchronized void has(Recording recording, TranscriptLookup transcript) {
    recordings.put(recording.id(), recording);
    transcripts.put(recording.id(), transcript);
  }

  public synchronized void deletes(RecordingId id) {
    recordings.remove(id);
    transcripts.remove(id);
  }

  @Override
  public synchronized Found find(ChunkQuery query) {
    check();
    queries.add(query);
    return new Found(found, legs, "e5", "chunks-1");
  }

  @Override
  public synchronized Optional<Mentions> mentions(ChunkQuery query) {
    check();
    queries.add(query);
    return mentions;
  }

  @Override
  public synchronized List<Recording> titled(
      Caller caller, EndUserId owner, List<RecordingId> among, String words, int most) {
    check();
    return recordings.values().stream()
        .filter(one -> among.isEmpty() || among.contains(one.id()))
        .filter(one -> one.owner().equals(owner))
        .filter(one -> isCalled(one.label().title().orElse(""), words))
        .sorted(
            Comparator.comparing((Recording one) -> one.label().recordedAt().orElse(Instant.EPOCH))
                .reversed())
        .limit(most)
        .toList();
  }

  @Override
  public synchronized RecordingCounts count(
      Caller caller, EndUserId owner, List<RecordingId> among, Limits limits) {
    check();
    return counts;
  }

  @Override
  public synchronized List<String> speakers(
      Caller caller, EndUserId owner, List<RecordingId> among, String question) {
    check();
    return speakers;
  }

  @Override
  public synchronized List<Chunk> chunks(Caller caller, EndUserId owner, List<SourceRef> sources) {
    check();
    List<Chunk> there = new ArrayList<>();
    for (SourceRef source : sources) {
      Chunk chunk = all.get(source.chunk());
      if (chunk != null && recordings.containsKey(source.recording())) {
        there.add(chunk.scored(source.score()));
      }
    }
    return there;
  }

  @Override
  public synchronized Optional<Recording> find(Caller caller, RecordingId id) {
    check();
    lookedUp.run();
    return Optional.ofNullable(recordings.get(id)).filter(one -> caller.maySee(one.owner()));
  }

  @Override
  public synchronized Map<RecordingId, Recording> find(
      Caller caller, EndUserId owner, Collection<RecordingId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    check();
    lookedUp.run();
    return ids.stream()
        .flatMap(id -> Optional.ofNullable(recordings.get(id)).stream())
        .filter(one -> one.owner().equals(owner))
        .collect(Collectors.toMap(Recording::id, one -> one, (one, same) -> one));
  }

  @Override
  public synchronized TranscriptLookup transcript(Caller caller, RecordingId id) {
    return find(caller, id).isEmpty()
        ? new TranscriptLookup.Unknown()
        : transcripts.getOrDefault(id, new TranscriptLookup.Unknown());
  }

  @Override
  public synchronized List<Recording> newest(Caller caller, EndUserId owner, int most) {
    check();
    return recordings.values().stream().filter(one -> one.owner().equals(owner)).toList();
  }

  /** By the plural too. */
  private static boolean isCalled(String title, String words) {
    return Arrays.stream(words.toLowerCase(Locale.ROOT).split(" ", -1))
        .allMatch(word -> title.toLowerCase(Locale.ROOT).contains(word.replaceAll("s$", "")));
  }

  private void check() {
    if (down) {
      throw new SourceUnavailableException("down", new IllegalStateException());
    }
  }
}
