package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.proto.search.v1.ChunkRef;

/** References as search-service takes them. */
final class ToProto {
  private ToProto() {}

  static ChunkRef ref(SourceRef source) {
    return ChunkRef.newBuilder()
        .setChunkId(source.chunk().value())
        .setRecordingId(source.recording().value())
        .setOrdinal(source.ordinal())
        .build();
  }
}
