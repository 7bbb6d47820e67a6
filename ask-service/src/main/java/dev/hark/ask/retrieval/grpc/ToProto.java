package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.Limits;
import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.CountRecordingsRequest;
import dev.hark.proto.search.v1.Filter;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.RpcTime;
import java.util.List;
import java.util.Optional;

/** Questions as search-service takes them. */
final class ToProto {
  private ToProto() {}

  /** Without its deadline. */
  static SearchRequest search(ChunkQuery query) {
    SearchRequest.Builder request =
        SearchRequest.newBuilder()
            .setCaller(CallerMessage.of(query.caller()))
            .setEndUserId(query.owner().value())
            .setQuery(query.text())
            .setLimit(query.limit())
            .addAllPreferredSpeakers(query.preferred().speakers());
    query.recordings().forEach(id -> request.addRecordingIds(id.value()));
    query.preferred().recordings().forEach(id -> request.addPreferredRecordingIds(id.value()));
    query.limits().from().map(RpcTime::of).ifPresent(request::setRecordedAfter);
    query.limits().to().map(RpcTime::of).ifPresent(request::setRecordedBefore);
    filter(query.limits()).ifPresent(request::setFilter);
    return request.build();
  }

  static FindMentionsRequest mentions(ChunkQuery query) {
    FindMentionsRequest.Builder request =
        FindMentionsRequest.newBuilder()
            .setCaller(CallerMessage.of(query.caller()))
            .setEndUserId(query.owner().value())
            .setWords(query.text())
            .setLimit(query.limit());
    query.recordings().forEach(id -> request.addRecordingIds(id.value()));
    query.limits().from().map(RpcTime::of).ifPresent(request::setRecordedAfter);
    query.limits().to().map(RpcTime::of).ifPresent(request::setRecordedBefore);
    filter(query.limits()).ifPresent(request::setFilter);
    return request.build();
  }

  static CountRecordingsRequest count(
      Caller caller, EndUserId owner, List<RecordingId> among, Limits limits) {
    CountRecordingsRequest.Builder request =
        CountRecordingsRequest.newBuilder()
            .setCaller(CallerMessage.of(caller))
            .setEndUserId(owner.value());
    among.forEach(id -> request.addRecordingIds(id.value()));
    limits.from().map(RpcTime::of).ifPresent(request::setRecordedAfter);
    limits.to().map(RpcTime::of).ifPresent(request::setRecordedBefore);
    filter(limits).ifPresent(request::setFilter);
    return request.build();
  }

  /** Empty for none, so that a search without limits is asked for as it always was. */
  private static Optional<Filter> filter(Limits limits) {
    Filter filter =
        Filter.newBuilder()
            .addAllTags(limits.tags())
            .setMetadataJson(limits.metadata())
            .addAllSpeakers(limits.speakers())
            .build();
    return filter.equals(Filter.getDefaultInstance()) ? Optional.empty() : Optional.of(filter);
  }

  static ChunkRef ref(SourceRef source) {
    return ChunkRef.newBuilder()
        .setChunkId(source.chunk().value())
        .setRecordingId(source.recording().value())
        .setOrdinal(source.ordinal())
        .build();
  }
}
