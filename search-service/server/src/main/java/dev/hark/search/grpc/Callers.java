package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
import dev.hark.search.index.Ids.EndUserId;
import dev.hark.search.index.Ids.ProjectId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.Mode;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;

/** Reads on whose behalf a call is made. */
final class Callers {
  private Callers() {}

  static Project project(Caller caller) {
    ProjectId id = Field.parse("caller.project_id", caller.getProjectId(), ProjectId::new);
    return new Project(id, mode(caller));
  }

  private static Mode mode(Caller caller) {
    return switch (caller.getMode()) {
      case MODE_LIVE -> Mode.LIVE;
      case MODE_TEST -> Mode.TEST;
      case MODE_UNSPECIFIED, UNRECOGNIZED ->
          throw UnacceptableException.field("caller.mode", "is required: live or test");
    };
  }

  static Viewer viewer(Caller caller) {
    EndUserId boundTo = Field.optional("caller.end_user_id", caller.getEndUserId(), EndUserId::new);
    return new Viewer(project(caller), boundTo);
  }

  /** The tenant that is named, who must be the bound end user if there is one. */
  static Tenant tenant(Caller caller, String endUser) {
    Viewer viewer = viewer(caller);
    EndUserId named = Field.parse("end_user_id", endUser, EndUserId::new);
    if (!viewer.sees(named)) {
      throw UnacceptableException.field(
          "end_user_id", "must be the end user that the caller is bound to");
    }
    return new Tenant(viewer.project(), named);
  }
}
