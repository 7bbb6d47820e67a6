package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.SourceRef;
import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.Mode;

/** Callers and references as search-service takes them. */
final class ToProto {
  private ToProto() {}

  static ChunkRef ref(SourceRef source) {
    return ChunkRef.newBuilder()
        .setChunkId(source.chunk().value())
        .setRecordingId(source.recording().value())
        .setOrdinal(source.ordinal())
        .build();
  }

  static dev.hark.proto.search.v1.Caller caller(Caller caller) {
    return dev.hark.proto.search.v1.Caller.newBuilder()
        .setProjectId(caller.project().value())
        .setMode(
            switch (caller.mode()) {
              case LIVE -> Mode.MODE_LIVE;
              case TEST -> Mode.MODE_TEST;
            })
        .setEndUserId(caller.boundTo().map(EndUserId::value).orElse(""))
        .setKeyId(caller.keyId())
        .setRequestId(caller.requestId())
        .addAllScopes(caller.scopes())
        .build();
  }
}
