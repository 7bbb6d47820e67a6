package dev.hark.ask.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.ChunkSource;
import dev.hark.ask.retrieval.ContentWords;
import dev.hark.ask.retrieval.Found;
import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.RecordingSource;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.embedding.Embedder;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample recordings in memory, cut to about 200 words and searched by words and meaning fused,
 * as search-service does.
 */
final class SampleLibrary implements ChunkSource, RecordingSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WORDS = 200;

  private record Known(EndUserId owner, Chunk chunk, List<String> words) {}

  private final Embedder embedder;
  private final List<Known> chunks = new ArrayList<>();
  private final Map<ChunkId, float[]> vectors = new HashMap<>();
  private final Map<RecordingId, Transcript> transcripts = new HashMap<>();
  private final Map<RecordingId, EndUserId> owners = new HashMap<>();

  SampleLibrary(Path folder, Embedder embedder) throws IOException {
    this.embedder = embedder;
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode event = JSON.readTree(line);
        if (event.get("type").textValue().equals("transcription.completed")) {
          add(event.get("data"));
        }
      }
    }
  }

  private void add(JsonNode data) {
    RecordingId id = new RecordingId(data.get("recording_id").textValue());
    RecordingLabel label =
        new RecordingLabel(
            id,
            Optional.of(data.get("title").textValue()),
            Optional.of(Instant.parse(data.get("recorded_at").textValue())));
    List<Segment> segments = new ArrayList<>();
    data.get("segments").forEach(node -> segments.add(segment(node)));
    EndUserId owner = new EndUserId(data.get("end_user_id").textValue());
    owners.put(id, owner);
    transcripts.put(id, new Transcript(label, segments));
    cut(owner, label, segments);
  }

  private static Segment segment(JsonNode node) {
    return new Segment(
        Duration.ofMillis(node.get("start_ms").longValue()),
        Duration.ofMillis(node.get("end_ms").longValue()),
        Optional.ofNullable(node.path("speaker").textValue()),
        node.get("text").textValue());
  }

  private void cut(EndUserId owner, RecordingLabel label, List<Segment> segments) {
    List<Segment> part = new ArrayList<>();
    int ordinal = 0;
    int words = 0;
    for (Segment segment : segments) {
      part.add(segment);
      words += segment.text().split(" ").length;
      if (words >= WORDS) {
        addChunk(owner, label, ordinal++, part);
        part = new ArrayList<>();
        words = 0;
      }
    }
    if (!part.isEmpty()) {
      addChunk(owner, label, ordinal, part);
    }
  }

  private void addChunk(
      EndUserId owner, RecordingLabel label, int ordinal, List<Segment> segments) {
    String text = String.join(" ", segments.stream().map(Segment::text).toList());
    String name = label.id().value().substring("rec_".length());
    Chunk chunk =
        new Chunk(
            new ChunkId("chk_" + name + ordinal),
            label,
            new TranscriptionId("txn_" + name),
            ordinal,
            text,
            Optional.empty(),
            segments.getFirst().start(),
            segments.getLast().end(),
            0,
            segments);
    String title = label.title().orElse("");
    float[] vector = embedder.embedPassages(List.of(title + ". " + text)).getFirst();
    vectors.put(chunk.id(), vector);
    chunks.add(new Known(owner, chunk, ContentWords.of(title + " " + text)));
  }

  @Override
  public List<Chunk> chunks(Caller caller, EndUserId owner, List<SourceRef> sources) {
    return List.of();
  }

  @Override
  public Found find(ChunkQuery query) {
    List<Known> scope =
        chunks.stream()
            .filter(known -> known.owner().equals(query.owner()))
            .filter(
                known ->
                    query.recordings().isEmpty()
                        || query.recordings().contains(known.chunk().recordingId()))
            .toList();
    float[] vector = embedder.embedQuery(query.text());
    Set<String> words = new HashSet<>(ContentWords.of(query.text()));
    Map<Known, Double> scores = new HashMap<>();
    rank(scope, scores, known -> cosine(vector, vectors.getOrDefault(known.chunk().id(), vector)));
    rank(scope, scores, known -> shared(words, known, scope));
    return Found.of(
        scope.stream()
            .sorted(
                Comparator.comparing((Known known) -> scores.getOrDefault(known, 0.0)).reversed())
            .limit(query.limit())
            .map(known -> known.chunk().scored(scores.getOrDefault(known, 0.0)))
            .toList());
  }

  private interface Score {
    double of(Known known);
  }

  private static void rank(List<Known> scope, Map<Known, Double> scores, Score score) {
    Map<Known, Double> values = new HashMap<>();
    scope.forEach(known -> values.put(known, score.of(known)));
    List<Known> ranked =
        scope.stream()
            .sorted(
                Comparator.comparing((Known known) -> values.getOrDefault(known, 0.0)).reversed())
            .toList();
    for (int place = 1; place <= ranked.size(); place++) {
      scores.merge(ranked.get(place - 1), 1.0 / (60 + place), Double::sum);
    }
  }

  private static double shared(Set<String> words, Known known, List<Known> scope) {
    double shared = 0;
    for (String word : words) {
      if (known.words().contains(word)) {
        long holders = scope.stream().filter(other -> other.words().contains(word)).count();
        shared += Math.log(1 + scope.size() / (holders + 0.5));
      }
    }
    return shared;
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }

  @Override
  public Map<RecordingId, Recording> find(
      Caller caller, EndUserId owner, Collection<RecordingId> ids) {
    return ids.stream()
        .flatMap(id -> find(caller, id).stream())
        .filter(found -> found.owner().equals(owner))
        .collect(Collectors.toMap(Recording::id, found -> found));
  }

  @Override
  public Optional<Recording> find(Caller caller, RecordingId id) {
    return Optional.ofNullable(transcripts.get(id))
        .map(
            transcript ->
                new Recording(
                    transcript.recording(),
                    owners.getOrDefault(id, new EndUserId("eu_nobody")),
                    TranscriptionStatus.COMPLETED,
                    true));
  }

  @Override
  public TranscriptLookup transcript(Caller caller, RecordingId id) {
    Transcript transcript = transcripts.get(id);
    return transcript == null
        ? new TranscriptLookup.Unknown()
        : new TranscriptLookup.Found(transcript);
  }

  @Override
  public List<Recording> newest(Caller caller, EndUserId owner, int most) {
    return List.of();
  }

  @Override
  public List<Recording> titled(
      Caller caller, EndUserId owner, List<RecordingId> among, String words, int most) {
    return List.of();
  }

  @Override
  public Optional<Mentions> mentions(ChunkQuery query) {
    return Optional.empty();
  }

  @Override
  public RecordingCounts count(
      Caller caller, EndUserId owner, List<RecordingId> among, Limits limits) {
    return new RecordingCounts(transcripts.size(), transcripts.size(), 0, 0, 0, 0);
  }

  @Override
  public List<String> speakers(
      Caller caller, EndUserId owner, List<RecordingId> among, String question) {
    return List.of();
  }
}
