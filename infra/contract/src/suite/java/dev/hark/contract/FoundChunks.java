package dev.hark.contract;

import dev.hark.contract.HeldRecording.Words;
import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.Retrieval;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds of each recording the chunk that holds most words of the query, and chunks by place. */
record FoundChunks(MemoryIndex index) {
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_CHUNKS = 100;
  private static final int MOST_PREFERRED = 20;

  /** A chunk with the number of the query's words that it holds. */
  private record Match(HeldRecording recording, Words words, TranscriptChunk chunk, long count) {}

  SearchResponse search(SearchRequest request) {
    String query = request.getQuery();
    if (query.isBlank() || query.codePointCount(0, query.length()) > MOST_CHARACTERS) {
      throw Fields.invalid("query", "must have 1 to 10,000 characters and not be blank");
    }
    Fields.recordings(request.getRecordingIdsList(), 0);
    Fields.inRange("limit", request.getLimit(), 1, MOST_CHUNKS);
    Range range = Range.of(request);
    Filters filters = Filters.of(request.getFilter());
    Set<String> _ = Filters.speakers("preferred_speakers", request.getPreferredSpeakersList());
    Fields.inRange(
        "preferred_recording_ids", request.getPreferredRecordingIdsCount(), 0, MOST_PREFERRED);
    Set<String> wanted = words(query);
    List<Match> best =
        index
            .ownedBy(request.getCaller(), request.getEndUserId())
            .filter(
                held ->
                    request.getRecordingIdsCount() == 0
                        || request.getRecordingIdsList().contains(held.id()))
            .filter(held -> range.holds(held.details()) && filters.holds(held))
            .flatMap(held -> best(held, filters, wanted).stream())
            .sorted(Comparator.comparingLong(Match::count).reversed())
            .toList();
    boolean grouped = request.getGroupByRecording();
    SearchResponse.Builder response =
        SearchResponse.newBuilder()
            .setTotal(grouped ? best.size() : 0)
            .setEmbeddingModel(Transcript.MODEL)
            .setIndexGeneration("fake");
    IntStream.range(0, Math.min(best.size(), request.getLimit()))
        .mapToObj(
            i ->
                found(best.get(i).recording(), best.get(i).words(), best.get(i).chunk())
                    .setScore(1.0 / (60 + i)))
        .forEach(chunk -> response.addChunks(chunk.setMatchCount(grouped ? 1 : 0)));
    if (request.getRetrieval() == Retrieval.RETRIEVAL_LEXICAL) {
      response.clearEmbeddingModel();
    }
    return response.build();
  }

  private static Optional<Match> best(HeldRecording held, Filters filters, Set<String> wanted) {
    return held.words().stream()
        .flatMap(
            words ->
                words.chunks().stream()
                    .filter(chunk -> filters.holds(held, chunk))
                    .map(
                        chunk ->
                            new Match(
                                held,
                                words,
                                chunk,
                                words(chunk.getText()).stream().filter(wanted::contains).count())))
        .reduce((one, other) -> other.count() > one.count() ? other : one);
  }

  static Set<String> words(String text) {
    return new HashSet<>(
        List.of(text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}\\p{N}]+", -1)));
  }

  List<FoundChunk> get(GetChunksRequest request) {
    Fields.inRange("chunks", request.getChunksCount(), 1, MOST_CHUNKS);
    List<HeldRecording> there = index.ownedBy(request.getCaller(), request.getEndUserId()).toList();
    return IntStream.range(0, request.getChunksCount())
        .boxed()
        .flatMap(i -> at("chunks[" + i + "].", request.getChunks(i), there))
        .toList();
  }

  private static Stream<FoundChunk> at(String field, ChunkRef place, List<HeldRecording> there) {
    String id = Fields.required(field + "chunk_id", place.getChunkId(), ChunkId::new);
    String recording =
        Fields.required(field + "recording_id", place.getRecordingId(), RecordingId::new);
    return there.stream()
        .filter(held -> held.id().equals(recording))
        .flatMap(
            held ->
                held.words().stream()
                    .flatMap(
                        words ->
                            words.chunks().stream()
                                .filter(chunk -> chunk.getOrdinal() == place.getOrdinal())
                                .filter(chunk -> chunk.getChunkId().equals(id))
                                .map(chunk -> found(held, words, chunk).build())));
  }

  static FoundChunk.Builder found(HeldRecording held, Words words, TranscriptChunk chunk) {
    FoundChunk.Builder found =
        FoundChunk.newBuilder()
            .setChunkId(chunk.getChunkId())
            .setRecordingId(held.id())
            .setTranscriptionId(words.transcription())
            .setOrdinal(chunk.getOrdinal())
            .setText(chunk.getText())
            .setSpeaker(held.shown(chunk.getSpeaker()))
            .setStartMs(chunk.getStartMs())
            .setEndMs(chunk.getEndMs())
            .setRecordingTitle(held.details().getTitle())
            .addAllSegments(
                chunk.getSegmentsList().stream()
                    .map(ChunkSegment::getSegment)
                    .map(held::shown)
                    .toList());
    if (held.details().hasRecordedAt()) {
      found.setRecordedAt(held.details().getRecordedAt());
    }
    return found;
  }
}
