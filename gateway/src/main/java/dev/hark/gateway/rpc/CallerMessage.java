package dev.hark.gateway.rpc;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.Caller;
import dev.hark.gateway.key.Mode;
import dev.hark.gateway.key.Scope;

/** The caller as the services are told. */
final class CallerMessage {
  private CallerMessage() {}

  static dev.hark.proto.search.v1.Caller of(Caller caller) {
    return of(caller.project(), caller.mode())
        .setEndUserId(caller.endUser().map(EndUserId::value).orElse(""))
        .setKeyId(caller.key().value())
        .setRequestId(caller.requestId())
        .addAllScopes(caller.scopes().stream().map(Scope::text).sorted().toList())
        .build();
  }

  /** Who sees all of a half of a project; its request id is still to be set. */
  static dev.hark.proto.search.v1.Caller.Builder of(ProjectId project, Mode mode) {
    return dev.hark.proto.search.v1.Caller.newBuilder()
        .setProjectId(project.value())
        .setMode(mode(mode));
  }

  private static dev.hark.proto.search.v1.Mode mode(Mode mode) {
    return switch (mode) {
      case LIVE -> dev.hark.proto.search.v1.Mode.MODE_LIVE;
      case TEST -> dev.hark.proto.search.v1.Mode.MODE_TEST;
    };
  }
}
