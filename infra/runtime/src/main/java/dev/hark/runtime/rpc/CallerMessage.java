package dev.hark.runtime.rpc;

import dev.hark.proto.search.v1.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;

/** The caller as services are told. */
public final class CallerMessage {
  private CallerMessage() {}

  public static Caller of(dev.hark.runtime.id.Caller caller) {
    return of(caller.project(), caller.mode())
        .setEndUserId(caller.boundTo().map(EndUserId::value).orElse(""))
        .setKeyId(caller.keyId())
        .setRequestId(caller.requestId())
        .addAllScopes(caller.scopes().stream().sorted().toList())
        .build();
  }

  /** Who sees all of a half of a project; its request id is still to be set. */
  public static Caller.Builder of(ProjectId project, Mode mode) {
    return Caller.newBuilder()
        .setProjectId(project.value())
        .setMode(
            switch (mode) {
              case LIVE -> dev.hark.proto.search.v1.Mode.MODE_LIVE;
              case TEST -> dev.hark.proto.search.v1.Mode.MODE_TEST;
            });
  }
}
