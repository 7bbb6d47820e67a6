package dev.hark.search.grpc;

import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.search.index.Ids.ChunkId;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.query.ReadChunks;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.Retrieval;
import dev.hark.search.query.SearchQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads what is searched for. */
final class SearchQueries {
  private SearchQueries() {}

  static SearchQuery of(SearchRequest request) {
    return new SearchQuery(
        Callers.tenant(request.getCaller(), request.getEndUserId()),
        request.getQuery(),
        new LinkedHashSet<>(recordings(request.getRecordingIdsList())),
        recorded(request),
        request.getLimit(),
        retrieval(request));
  }

  static List<ReadChunks.Place> places(GetChunksRequest request) {
    List<ReadChunks.Place> places = new ArrayList<>();
    for (int i = 0; i < request.getChunksCount(); i++) {
      ChunkRef ref = request.getChunks(i);
      String field = "chunks[" + i + "].";
      places.add(
          new ReadChunks.Place(
              Field.parse(field + "chunk_id", ref.getChunkId(), ChunkId::new),
              Field.parse(field + "recording_id", ref.getRecordingId(), RecordingId::new),
              ref.getOrdinal()));
    }
    return places;
  }

  static List<RecordingId> recordings(List<String> sent) {
    List<RecordingId> ids = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      ids.add(Field.parse("recording_ids[" + i + "]", sent.get(i), RecordingId::new));
    }
    return ids;
  }

  private static RecordedRange recorded(SearchRequest request) {
    Instant after =
        request.hasRecordedAfter()
            ? Field.time("recorded_after", request.getRecordedAfter())
            : null;
    Instant before =
        request.hasRecordedBefore()
            ? Field.time("recorded_before", request.getRecordedBefore())
            : null;
    return new RecordedRange(after, before);
  }

  private static Retrieval retrieval(SearchRequest request) {
    return switch (request.getRetrieval()) {
      case RETRIEVAL_LEXICAL -> Retrieval.LEXICAL;
      case RETRIEVAL_SEMANTIC -> Retrieval.SEMANTIC;
      case RETRIEVAL_HYBRID, RETRIEVAL_UNSPECIFIED, UNRECOGNIZED -> Retrieval.HYBRID;
    };
  }
}
