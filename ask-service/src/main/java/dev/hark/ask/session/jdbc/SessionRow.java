package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.text.StorableText;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session as it is stored. */
@MappedEntity(value = "sessions", schema = "ask")
record SessionRow(
    @Id String id,
    String projectId,
    String mode,
    String endUserId,
    String scopeType,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> recordingIds,
    @Nullable String recordingTitle,
    String title,
    String titleForm,
    int messageCount,
    long lastPosition,
    Instant lastMessageAt,
    @Nullable String lastModel,
    @Nullable String lastProvider,
    Instant createdAt,
    Instant updatedAt,
    boolean titled) {
  /** A session in which nothing was said yet. */
  static SessionRow of(Caller caller, Session session) {
    return new SessionRow(
        session.id().value(),
        caller.project().value(),
        caller.mode().text(),
        session.owner().value(),
        type(session.scope()),
        session.scope().recordings().stream().map(RecordingId::value).toList(),
        session.scope() instanceof Scope.Recording recording
            ? recording.title().map(StorableText::of).orElse(null)
            : null,
        StorableText.of(session.title()),
        TitleForm.of(session.title()),
        0,
        0,
        session.createdAt(),
        null,
        null,
        session.createdAt(),
        session.createdAt(),
        session.titled());
  }

  Session session() {
    return new Session(
        new SessionId(id),
        new EndUserId(endUserId),
        scope(),
        // Earlier releases counted in code points.
        title.length() > Session.MAX_TITLE ? Session.titleOf(title) : title,
        messageCount,
        lastMessageAt,
        lastProvider == null || lastModel == null
            ? Optional.empty()
            : Optional.of(new ModelName(lastProvider, lastModel)),
        createdAt,
        updatedAt,
        titled);
  }

  /** No message is older than the one before it, whatever the clocks of two instances say. */
  Instant notBefore(Instant time) {
    return time.isBefore(lastMessageAt) ? lastMessageAt : time;
  }

  private static String type(Scope scope) {
    return switch (scope) {
      case Scope.Recording recording -> "recording";
      case Scope.Library library -> "library";
      case Scope.Selected selected -> "selected";
    };
  }

  private Scope scope() {
    List<RecordingId> recordings = recordingIds.stream().map(RecordingId::new).toList();
    return switch (scopeType) {
      case "recording" ->
          new Scope.Recording(recordings.getFirst(), Optional.ofNullable(recordingTitle));
      case "library" -> new Scope.Library();
      case "selected" -> new Scope.Selected(recordings);
      default -> throw new IllegalStateException("unknown scope type");
    };
  }
}
