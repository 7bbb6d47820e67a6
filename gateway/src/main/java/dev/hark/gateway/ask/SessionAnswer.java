package dev.hark.gateway.ask;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as the API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({
  "id",
  "scope",
  "title",
  "message_count",
  "last_message_at",
  "last_model",
  "last_provider",
  "created_at",
  "updated_at"
})
record SessionAnswer(
    String id,
    ScopeAnswer scope,
    String title,
    int messageCount,
    @Nullable String lastMessageAt,
    @Nullable String lastModel,
    @Nullable String lastProvider,
    @Nullable String createdAt,
    @Nullable String updatedAt) {

  static SessionAnswer of(Session session) {
    return new SessionAnswer(
        session.getSessionId(),
        ScopeAnswer.of(session.getScope()),
        session.getTitle(),
        session.getMessageCount(),
        Absent.timeOrNull(session.hasLastMessageAt(), session.getLastMessageAt()),
        Absent.textOrNull(session.getLastModel()),
        Absent.textOrNull(session.getLastProvider()),
        Absent.timeOrNull(session.hasCreatedAt(), session.getCreatedAt()),
        Absent.timeOrNull(session.hasUpdatedAt(), session.getUpdatedAt()));
  }

  /** What a session draws on. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"type", "recording_ids", "recording_title"})
  record ScopeAnswer(String type, List<String> recordingIds, @Nullable String recordingTitle) {

    static ScopeAnswer of(Scope scope) {
      return new ScopeAnswer(
          type(scope.getType()),
          scope.getRecordingIdsList(),
          scope.hasRecordingTitle() ? scope.getRecordingTitle() : null);
    }

    private static String type(ScopeType type) {
      return switch (type) {
        case SCOPE_TYPE_RECORDING -> "recording";
        case SCOPE_TYPE_SELECTED -> "selected";
        case SCOPE_TYPE_FOLDER -> "folder";
        case SCOPE_TYPE_LIBRARY, SCOPE_TYPE_UNSPECIFIED, UNRECOGNIZED -> "library";
      };
    }
  }
}
