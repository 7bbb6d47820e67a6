package dev.hark.ask.grpc;

import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.NewSession;
import dev.hark.ask.turn.Question;
import dev.hark.proto.ask.v1.ContextRef;
import dev.hark.proto.ask.v1.Include;
import dev.hark.proto.ask.v1.TurnFilters;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.proto.search.v1.Filter;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.words.Line;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requests as the use cases take them. */
final class FromProto {
  private static final int MOST_REFS = 20;

  private FromProto() {}

  static Caller caller(dev.hark.proto.search.v1.Caller caller) {
    return new Caller(
        Invalid.read("caller.project_id", caller.getProjectId(), ProjectId::new),
        switch (caller.getMode()) {
          case MODE_LIVE -> Mode.LIVE;
          case MODE_TEST -> Mode.TEST;
          case MODE_UNSPECIFIED, UNRECOGNIZED ->
              throw Invalid.field("caller.mode", "caller.mode is required: live or test.");
        },
        Invalid.optional("caller.end_user_id", caller.getEndUserId(), EndUserId::new),
        Set.copyOf(caller.getScopesList()),
        caller.getKeyId(),
        caller.getRequestId().isBlank() ? "req_unknown" : caller.getRequestId());
  }

  static NewSession newSession(dev.hark.proto.ask.v1.NewSession session) {
    return new NewSession(
        scope(session.getScope()),
        Invalid.optional("end_user_id", session.getEndUserId(), EndUserId::new),
        session.hasTitle() ? Optional.of(title(session.getTitle())) : Optional.empty(),
        Invalid.optional("session_id", session.getSessionId(), SessionId::new));
  }

  static String title(String title) {
    String trimmed = Line.trim(title.replace("\0", ""));
    if (Line.isBlank(trimmed) || trimmed.length() > Session.MAX_TITLE) {
      throw Invalid.field("title", "title must have 1 to 200 characters and not be blank.");
    }
    return trimmed;
  }

  private static Scope scope(dev.hark.proto.ask.v1.Scope scope) {
    return switch (scope.getType()) {
      case SCOPE_TYPE_LIBRARY -> new Scope.Library();
      case SCOPE_TYPE_RECORDING -> recording(scope);
      case SCOPE_TYPE_SELECTED -> selected(scope);
      case SCOPE_TYPE_FOLDER ->
          throw Invalid.field(
              "scope.type",
              "Scope folder is not supported yet: use recording, library or selected.");
      case SCOPE_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw Invalid.field("scope.type", "scope.type must be recording, library or selected.");
    };
  }

  private static Scope recording(dev.hark.proto.ask.v1.Scope scope) {
    if (scope.getRecordingIdsCount() != 1) {
      throw Invalid.field(
          "scope.recording_id", "scope.recording_id is required for scope recording.");
    }
    return new Scope.Recording(
        Invalid.read("scope.recording_id", scope.getRecordingIds(0), RecordingId::new),
        Optional.empty());
  }

  private static Scope selected(dev.hark.proto.ask.v1.Scope scope) {
    int count = scope.getRecordingIdsCount();
    if (count < 1 || count > Scope.Selected.MOST) {
      throw Invalid.field(
          "scope.recording_ids", "scope.recording_ids must hold 1 to 500 ids, not " + count + ".");
    }
    List<RecordingId> ids = new ArrayList<>();
    Set<RecordingId> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String param = "scope.recording_ids[" + i + "]";
      RecordingId id = Invalid.read(param, scope.getRecordingIds(i), RecordingId::new);
      if (!seen.add(id)) {
        throw Invalid.field(param, param + " is there already: name each recording once.");
      }
      ids.add(id);
    }
    return new Scope.Selected(ids);
  }

  static Question question(UserMessage message, List<Include> include) {
    String content = message.getContent();
    int length = content.codePointCount(0, content.length());
    if (Line.isBlank(content) || length > Question.MAX_LENGTH) {
      throw Invalid.field("content", "content must have 1 to 10,000 characters and not be blank.");
    }
    Optional<String> provider =
        message.getProvider().isEmpty() ? Optional.empty() : Optional.of(message.getProvider());
    return new Question(
        content,
        provider,
        mentioned(message),
        includes(include),
        zone(message.getTimeZone()),
        filters(message.getFilters()));
  }

  private static ZoneId zone(String name) {
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Invalid.field("time_zone", "time_zone must be an IANA name, such as Europe/Berlin.");
    }
  }

  private static Question.Filters filters(TurnFilters filters) {
    Filter recordings = filters.getRecordings();
    return new Question.Filters(
        new Limits(
            filters.hasRecordedAfter()
                ? Optional.of(RpcTime.of(filters.getRecordedAfter()))
                : Optional.empty(),
            filters.hasRecordedBefore()
                ? Optional.of(RpcTime.of(filters.getRecordedBefore()))
                : Optional.empty(),
            recordings.getTagsList(),
            recordings.getMetadataJson(),
            recordings.getSpeakersList()),
        filters.getAnyTime(),
        filters.getAnySpeaker());
  }

  private static List<RecordingId> mentioned(UserMessage message) {
    if (message.getContextRefsCount() > MOST_REFS) {
      throw Invalid.field("context_refs", "context_refs must hold at most 20 references.");
    }
    List<RecordingId> mentioned = new ArrayList<>();
    for (int i = 0; i < message.getContextRefsCount(); i++) {
      ContextRef ref = message.getContextRefs(i);
      String param = "context_refs[" + i + "]";
      if (!ref.getType().equals("recording")) {
        throw Invalid.field(param + ".type", param + ".type must be recording.");
      }
      mentioned.add(Invalid.read(param + ".id", ref.getId(), RecordingId::new));
    }
    return mentioned;
  }

  private static Set<Question.Include> includes(List<Include> include) {
    Set<Question.Include> includes = EnumSet.noneOf(Question.Include.class);
    for (Include one : include) {
      switch (one) {
        case INCLUDE_COVERAGE -> includes.add(Question.Include.COVERAGE);
        case INCLUDE_QUOTES -> includes.add(Question.Include.QUOTES);
        case INCLUDE_UNSPECIFIED, UNRECOGNIZED -> {
          // Newer clients may ask for what this release does not have.
        }
      }
    }
    return includes;
  }
}
