package dev.hark.contract;

import static dev.hark.contract.AskRefusedException.invalid;
import static dev.hark.contract.AskRefusedException.notFound;

import dev.hark.proto.ask.v1.ContextRef;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads fields of requests to ask-service; what is wrong is refused by the field's path. */
final class AskFields {
  private static final int MOST_TITLE = 200;
  private static final int MOST_CONTENT = 10_000;
  private static final int MOST_REFS = 20;
  private static final int MOST_SELECTED = 500;
  private static final int MOST_LISTED = 100;
  private static final int MOST_END_USERS = 100;
  private static final Set<String> PROVIDERS = Set.of("", "gemini", "openai", "claude", "local");

  private AskFields() {}

  static String required(String param, String value, Function<String, ?> kind) {
    if (Ids.parse(kind, value).isEmpty()) {
      throw invalid(param);
    }
    return value;
  }

  static String optional(String param, String value, Function<String, ?> kind) {
    return value.isEmpty() ? value : required(param, value, kind);
  }

  /** Names the half of a project that the caller asks for. */
  static String half(Caller caller) {
    String project = required("caller.project_id", caller.getProjectId(), ProjectId::new);
    if (caller.getMode() != Mode.MODE_LIVE && caller.getMode() != Mode.MODE_TEST) {
      throw invalid("caller.mode");
    }
    return project + "/" + caller.getMode();
  }

  /** Whose half it is: only those may erase who see all of it. */
  static String erasersHalf(Caller caller) {
    if (!caller.getEndUserId().isEmpty()) {
      throw new AskRefusedException(FailureReason.FAILURE_REASON_FORBIDDEN, "caller.end_user_id");
    }
    return half(caller);
  }

  /** What is no id names nothing. */
  static String session(String id) {
    if (Ids.parse(SessionId::new, id).isEmpty()) {
      throw notFound("");
    }
    return id;
  }

  static String title(String title) {
    String trimmed = title.replace("\0", "").strip();
    if (trimmed.isBlank() || trimmed.length() > MOST_TITLE) {
      throw invalid("title");
    }
    return trimmed;
  }

  static void limit(int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw invalid("limit");
    }
  }

  static Scope scope(Scope scope) {
    List<String> ids = scope.getRecordingIdsList();
    switch (scope.getType()) {
      case SCOPE_TYPE_LIBRARY -> {
        return scope.toBuilder().clearRecordingIds().build();
      }
      case SCOPE_TYPE_RECORDING -> {
        if (ids.size() != 1) {
          throw invalid("scope.recording_id");
        }
        String _ = required("scope.recording_id", ids.getFirst(), RecordingId::new);
      }
      case SCOPE_TYPE_SELECTED -> {
        if (ids.isEmpty() || ids.size() > MOST_SELECTED) {
          throw invalid("scope.recording_ids");
        }
        for (int i = 0; i < ids.size(); i++) {
          String param = "scope.recording_ids[" + i + "]";
          String id = required(param, ids.get(i), RecordingId::new);
          if (ids.indexOf(id) < i) {
            throw invalid(param);
          }
        }
      }
      case SCOPE_TYPE_FOLDER, SCOPE_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw invalid("scope.type");
    }
    return scope.toBuilder().clearRecordingTitle().build();
  }

  static void message(UserMessage message) {
    String content = message.getContent();
    if (content.isBlank() || content.codePointCount(0, content.length()) > MOST_CONTENT) {
      throw invalid("content");
    }
    if (!PROVIDERS.contains(message.getProvider())) {
      throw invalid("provider");
    }
    if (message.getContextRefsCount() > MOST_REFS) {
      throw invalid("context_refs");
    }
    for (int i = 0; i < message.getContextRefsCount(); i++) {
      ContextRef ref = message.getContextRefs(i);
      String param = "context_refs[" + i + "]";
      if (!ref.getType().equals("recording")) {
        throw invalid(param + ".type");
      }
      String _ = required(param + ".id", ref.getId(), RecordingId::new);
    }
  }

  static List<String> endUsers(List<String> ids) {
    if (ids.isEmpty() || ids.size() > MOST_END_USERS) {
      throw invalid("end_user_ids");
    }
    for (int i = 0; i < ids.size(); i++) {
      String _ = required("end_user_ids[" + i + "]", ids.get(i), EndUserId::new);
    }
    return ids;
  }

  static String endUser(String param, String id) {
    return optional(param, id, EndUserId::new);
  }
}
