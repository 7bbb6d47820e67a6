package dev.hark.contract;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.function.Function;

/** Reads fields of requests to search-service; what is wrong is refused by the field's name. */
final class Fields {
  private static final int MOST_RECORDINGS = 500;
  private static final int MOST_END_USERS = 100;

  private Fields() {}

  static StatusRuntimeException invalid(String field, String problem) {
    return Status.INVALID_ARGUMENT.withDescription(field + ": " + problem).asRuntimeException();
  }

  static String required(String field, String value, Function<String, ?> kind) {
    return Ids.parse(kind, value)
        .map(id -> value)
        .orElseThrow(() -> invalid(field, "is required, and an id of its kind"));
  }

  static String optional(String field, String value, Function<String, ?> kind) {
    return value.isEmpty() ? value : required(field, value, kind);
  }

  static void inRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(field, "must be " + least + " to " + most + ", not " + value);
    }
  }

  static void recordings(List<String> ids, int least) {
    inRange("recording_ids", ids.size(), least, MOST_RECORDINGS);
    for (int i = 0; i < ids.size(); i++) {
      String _ = required("recording_ids[" + i + "]", ids.get(i), RecordingId::new);
    }
  }

  static void endUsers(List<String> ids) {
    inRange("end_user_ids", ids.size(), 1, MOST_END_USERS);
    for (int i = 0; i < ids.size(); i++) {
      String _ = required("end_user_ids[" + i + "]", ids.get(i), EndUserId::new);
    }
  }

  /** Names the half of a project that the caller asks for. */
  static String half(Caller caller) {
    String project = required("caller.project_id", caller.getProjectId(), ProjectId::new);
    if (caller.getMode() != Mode.MODE_LIVE && caller.getMode() != Mode.MODE_TEST) {
      throw invalid("caller.mode", "is required: live or test");
    }
    String _ = optional("caller.end_user_id", caller.getEndUserId(), EndUserId::new);
    return project + "/" + caller.getMode();
  }

  /** The end user who is named, and whom the caller may see. */
  static String endUser(Caller caller, String named) {
    String endUser = required("end_user_id", named, EndUserId::new);
    if (!sees(caller, endUser)) {
      throw invalid("end_user_id", "must be the end user that the caller is bound to");
    }
    return endUser;
  }

  static boolean sees(Caller caller, String endUser) {
    return caller.getEndUserId().isEmpty() || caller.getEndUserId().equals(endUser);
  }
}
