package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chunk as the index stores it. */
final class ChunkDocument {
  static final String TENANT = "tenant";

  /** The recording's key, over all projects. */
  static final String RECORDING = "recording";

  static final String RECORDING_ID = "recording_id";
  static final String GENERATION = "generation";

  /** The recording with each label of those who speak in the chunk. */
  static final String VOICES = "voices";

  /** What part of the chunk each of them says. */
  static final String SHARES = "voice_shares";

  private static final int PERCENT = 100;

  static final String VERSION = "version";
  static final String ORDINAL = "ordinal";

  /** As it is shown. */
  private static final String TEXT = "text";

  static final String SEGMENTS = "segments";

  /** Of the text, as they are. */
  static final String WORDS = "words";

  /** Those of the text that have accents, without these. */
  static final String WITHOUT_ACCENTS = "without_accents";

  /** The text and who speaks, by the stems of the words. */
  static final String SPOKEN = "spoken";

  /** The same of the chunk and those around it. */
  static final String SURROUNDINGS = "surroundings";

  static final String EMBEDDING = "embedding";

  /** The same for chunks that say the same. */
  static final String WORDING = "wording";

  /** Whether an earlier chunk of the transcript says the same. */
  static final String REPEATED = "repeated";

  private ChunkDocument() {}

  static ObjectNode write(TranscriptIdentity identity, ChunkInContext inContext) {
    Chunk chunk = inContext.chunk();
    List<String> words = Words.of(chunk.text());
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put(TENANT, identity.tenant().key())
            .put(RECORDING, identity.key().value())
            .put(RECORDING_ID, identity.recording().value())
            .put("transcription_id", identity.transcription().value())
            .put(GENERATION, identity.generation().id())
            .put(VERSION, identity.generation().version())
            .put("chunk_id", chunk.id().value())
            .put(ORDINAL, chunk.ordinal())
            .put(TEXT, chunk.text())
            .put(WORDS, String.join(" ", words))
            .put(WITHOUT_ACCENTS, withoutAccents(words))
            .put(SPOKEN, inContext.spoken())
            .put(SURROUNDINGS, inContext.surroundings())
            .put(WORDING, inContext.wording().value())
            .put(REPEATED, inContext.repeated())
            .put("speaker", chunk.speaker())
            .put("start_ms", chunk.start().toMillis())
            .put("end_ms", chunk.end().toMillis());
    Map<String, Double> shares = chunk.shares();
    document
        .putPOJO(
            VOICES,
            shares.keySet().stream().map(label -> voice(identity.recording(), label)).toList())
        .putPOJO(SHARES, shares.entrySet().stream().map(ChunkDocument::share).toList());
    ArrayNode segments = document.putArray(SEGMENTS);
    chunk.segments().forEach(segment -> segments.add(write(segment)));
    document.putPOJO(EMBEDDING, inContext.embedding().toArray());
    return document;
  }

  /** Percent, a space and the label. */
  private static String share(Map.Entry<String, Double> share) {
    return Math.round(PERCENT * share.getValue()) + " " + share.getKey();
  }

  /** What part of a chunk these say together, from 0 to 1. */
  static double share(Stream<String> shares, Set<String> labels) {
    return shares
            .filter(share -> labels.contains(share.substring(share.indexOf(' ') + 1)))
            .mapToInt(share -> Integer.parseInt(share.substring(0, share.indexOf(' '))))
            .sum()
        / (double) PERCENT;
  }

  /** No id of a recording holds a slash. */
  static String voice(RecordingId recording, String label) {
    return recording.value() + "/" + label;
  }

  private static String withoutAccents(List<String> words) {
    return words.stream()
        .filter(word -> !Words.withoutAccents(word).equals(word))
        .map(Words::withoutAccents)
        .collect(Collectors.joining(" "));
  }

  private static ObjectNode write(ChunkSegment part) {
    Segment segment = part.segment();
    return JsonNodeFactory.instance
        .objectNode()
        .put("index", part.index())
        .put("start_ms", segment.start().toMillis())
        .put("end_ms", segment.end().toMillis())
        .put("speaker", segment.speaker())
        .put("text", segment.text());
  }

  static Chunk read(JsonNode source) {
    return new Chunk(
        new ChunkId(source.path("chunk_id").asText()),
        source.path(ORDINAL).asInt(),
        source.path(TEXT).asText(),
        source.path("speaker").textValue(),
        millis(source, "start_ms"),
        millis(source, "end_ms"),
        segments(source));
  }

  static List<ChunkSegment> segments(JsonNode source) {
    List<ChunkSegment> segments = new ArrayList<>();
    source.path(SEGMENTS).forEach(part -> segments.add(segment(part)));
    return segments;
  }

  private static ChunkSegment segment(JsonNode part) {
    Segment segment =
        new Segment(
            millis(part, "start_ms"),
            millis(part, "end_ms"),
            part.path("speaker").textValue(),
            part.path("text").asText());
    return new ChunkSegment(part.path("index").asInt(), segment);
  }

  private static Duration millis(JsonNode node, String field) {
    return Duration.ofMillis(node.path(field).asLong());
  }
}
