package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.proto.search.v1.Mode;

/** The caller as search-service takes it. */
final class ToProto {
  private ToProto() {}

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
