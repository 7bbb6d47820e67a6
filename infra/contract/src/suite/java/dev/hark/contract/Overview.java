package dev.hark.contract;

import dev.hark.contract.HeldRecording.Words;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.CountRecordingsRequest;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.ListSpeakersRequest;
import dev.hark.proto.search.v1.ListSpeakersResponse;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptionStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tells of all recordings of an end user together. */
record Overview(MemoryIndex index) {
  private static final int MOST = 100;
  private static final int MOST_WORDS = 200;

  private Stream<HeldRecording> named(Stream<HeldRecording> owned, List<String> ids) {
    Fields.recordings(ids, 0);
    return owned.filter(held -> ids.isEmpty() || ids.contains(held.id()));
  }

  ListSpeakersResponse speakers(ListSpeakersRequest request) {
    Map<String, Integer> recordings = new LinkedHashMap<>();
    Map<String, String> shown = new LinkedHashMap<>();
    named(index.ownedBy(request.getCaller(), request.getEndUserId()), request.getRecordingIdsList())
        .forEach(
            held ->
                speakers(held)
                    .forEach(
                        name -> {
                          shown.putIfAbsent(Filters.key(name), name);
                          recordings.merge(Filters.key(name), 1, Integer::sum);
                        }));
    return ListSpeakersResponse.newBuilder()
        .addAllNames(
            recordings.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> shown.get(entry.getKey()))
                .toList())
        .build();
  }

  private static Stream<String> speakers(HeldRecording held) {
    return held.words().stream()
        .flatMap(words -> words.chunks().stream())
        .flatMap(chunk -> chunk.getSegmentsList().stream())
        .map(part -> part.getSegment().getSpeaker())
        .filter(label -> !label.isEmpty())
        .map(held::shown)
        .distinct()
        .sorted();
  }

  CountRecordingsResponse count(CountRecordingsRequest request) {
    Range range =
        Range.of(
            request.hasRecordedAfter() ? request.getRecordedAfter() : null,
            request.hasRecordedBefore() ? request.getRecordedBefore() : null);
    Filters filters = Filters.of(request.getFilter());
    CountRecordingsResponse.Builder counts = CountRecordingsResponse.newBuilder();
    named(index.ownedBy(request.getCaller(), request.getEndUserId()), request.getRecordingIdsList())
        .forEach(
            held -> {
              counts.setInScope(counts.getInScope() + 1);
              if (filters.holds(held) && !range.isOpen() && !held.details().hasRecordedAt()) {
                counts.setUndated(counts.getUndated() + 1);
              } else if (!filters.holds(held) || !range.holds(held.details())) {
                counts.setOutside(counts.getOutside() + 1);
              } else if (held.words().isPresent()) {
                counts.setSearched(counts.getSearched() + 1);
              } else if (held.status() == TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED) {
                counts.setFailed(counts.getFailed() + 1);
              } else {
                counts.setPending(counts.getPending() + 1);
              }
            });
    return counts.build();
  }

  FindMentionsResponse mentions(FindMentionsRequest request) {
    String asked = request.getWords();
    Set<String> wanted = FoundChunks.words(asked);
    if (asked.isBlank() || asked.codePointCount(0, asked.length()) > MOST_WORDS) {
      throw Fields.invalid("words", "must have 1 to 200 characters and a word");
    }
    Fields.inRange("limit", request.getLimit(), 0, MOST);
    Range range =
        Range.of(
            request.hasRecordedAfter() ? request.getRecordedAfter() : null,
            request.hasRecordedBefore() ? request.getRecordedBefore() : null);
    Filters filters = Filters.of(request.getFilter());
    List<HeldRecording> recordings =
        named(
                index.ownedBy(request.getCaller(), request.getEndUserId()),
                request.getRecordingIdsList())
            .filter(held -> range.holds(held.details()) && filters.holds(held))
            .sorted(Comparator.comparing(RecordingList::place))
            .toList();
    FindMentionsResponse.Builder response = FindMentionsResponse.newBuilder();
    int told = 0;
    for (HeldRecording held : recordings) {
      List<FoundChunk> chunks = mentions(held, filters, wanted);
      int moments = chunks.stream().mapToInt(FoundChunk::getSegmentsCount).sum();
      response.setMoments(response.getMoments() + moments);
      response.setRecordings(response.getRecordings() + (moments == 0 ? 0 : 1));
      for (FoundChunk chunk : chunks) {
        int left = Math.min(request.getLimit() - told, chunk.getSegmentsCount());
        if (left > 0) {
          told += left;
          response.addChunks(
              chunk.toBuilder()
                  .clearSegments()
                  .addAllSegments(chunk.getSegmentsList().subList(0, left)));
        }
      }
    }
    return response.build();
  }

  private static List<FoundChunk> mentions(
      HeldRecording held, Filters filters, Set<String> wanted) {
    List<FoundChunk> found = new ArrayList<>();
    for (Words words : held.words().stream().toList()) {
      for (TranscriptChunk chunk : words.chunks()) {
        List<Segment> said =
            chunk.getSegmentsList().stream()
                .map(ChunkSegment::getSegment)
                .filter(part -> FoundChunks.words(part.getText()).containsAll(wanted))
                .filter(part -> filters.isSaidBy(held, part.getSpeaker()))
                .map(held::shown)
                .toList();
        if (!said.isEmpty()) {
          found.add(
              FoundChunks.found(held, words, chunk).clearSegments().addAllSegments(said).build());
        }
      }
    }
    return found;
  }
}
