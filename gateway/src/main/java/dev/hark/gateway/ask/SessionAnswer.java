package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as the API shows it. */
record SessionAnswer(
    @Member(value = "Of the session.", id = "as_") String id,
    @Member("What the answers draw on.") ScopeAnswer scope,
    @Member(value = "What it is called.", most = NewSessionBody.MAX_TITLE) String title,
    @Member("Of user and assistant together.") int messageCount,
    @Member("`created_at` while there is none.") String lastMessageAt,
    @Member("Of the latest answer.") @Nullable String lastModel,
    @Member("Of the latest answer.") @Nullable String lastProvider,
    @Member("When it was made.") String createdAt,
    @Member("When its title or messages changed last.") String updatedAt,
    @Member("Whose session it is.") String endUserId) {

  static SessionAnswer of(Session session) {
    return new SessionAnswer(
        session.getSessionId(),
        ScopeAnswer.of(session.getScope()),
        session.getTitle(),
        session.getMessageCount(),
        Absent.always(session.getLastMessageAt()),
        Absent.textOrNull(session.getLastModel()),
        Absent.textOrNull(session.getLastProvider()),
        Absent.always(session.getCreatedAt()),
        Absent.always(session.getUpdatedAt()),
        session.getEndUserId());
  }

  /** What a session draws on. */
  record ScopeAnswer(
      @Member(
              value = "`folder` is kept for later.",
              oneOf = {"recording", "library", "selected", "folder"})
          String type,
      @Member("The one, those chosen, or none for `library`.") List<String> recordingIds,
      @Member("Of scope `recording`, as it was when the session was made.")
          @Nullable String recordingTitle) {

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
