package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SessionId;
import dev.hark.ask.session.ModelName;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions as rows, and back. */
final class SessionRows {
  static final String COLUMNS =
      """
      SELECT id, end_user_id, scope_type, recording_ids, recording_title, title, message_count,
             last_message_at, last_model, last_provider, created_at, updated_at
      FROM ask.sessions
      """;

  private SessionRows() {}

  static Session read(ResultSet row) throws SQLException {
    return new Session(
        new SessionId(row.getString("id")),
        new EndUserId(row.getString("end_user_id")),
        scope(row),
        row.getString("title"),
        row.getInt("message_count"),
        Sql.time(row, "last_message_at"),
        modelName(row.getString("last_provider"), row.getString("last_model")),
        Sql.time(row, "created_at"),
        Sql.time(row, "updated_at"));
  }

  static String type(Scope scope) {
    return switch (scope) {
      case Scope.Recording recording -> "recording";
      case Scope.Library library -> "library";
      case Scope.Selected selected -> "selected";
    };
  }

  static @Nullable String recordingTitle(Scope scope) {
    return scope instanceof Scope.Recording recording ? recording.title().orElse(null) : null;
  }

  private static Scope scope(ResultSet row) throws SQLException {
    List<RecordingId> recordings =
        Sql.texts(row, "recording_ids").stream().map(RecordingId::new).toList();
    String type = row.getString("scope_type");
    return switch (type) {
      case "recording" ->
          new Scope.Recording(
              recordings.getFirst(), Optional.ofNullable(row.getString("recording_title")));
      case "library" -> new Scope.Library();
      case "selected" -> new Scope.Selected(recordings);
      default -> throw new IllegalStateException("unknown scope type");
    };
  }

  private static Optional<ModelName> modelName(@Nullable String provider, @Nullable String model) {
    return provider == null || model == null
        ? Optional.empty()
        : Optional.of(new ModelName(provider, model));
  }
}
