package dev.hark.gateway.rpc;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.key.Caller;
import dev.hark.gateway.key.Mode;
import dev.hark.gateway.key.Scope;

/** The caller as the services are told. */
final class CallerMessage {
  private CallerMessage() {}

  static dev.hark.proto.search.v1.Caller of(Caller caller) {
    return dev.hark.proto.search.v1.Caller.newBuilder()
        .setProjectId(caller.project().value())
        .setMode(mode(caller.mode()))
        .setEndUserId(caller.endUser().map(EndUserId::value).orElse(""))
        .setKeyId(caller.key().value())
        .setRequestId(caller.requestId())
        .addAllScopes(caller.scopes().stream().map(Scope::text).sorted().toList())
        .build();
  }

  private static dev.hark.proto.search.v1.Mode mode(Mode mode) {
    return switch (mode) {
      case LIVE -> dev.hark.proto.search.v1.Mode.MODE_LIVE;
      case TEST -> dev.hark.proto.search.v1.Mode.MODE_TEST;
    };
  }
}
