package dev.hark.ask.session.jdbc;

import dev.hark.ask.id.ChunkId;
import dev.hark.ask.id.MessageId;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Evidence;
import dev.hark.ask.session.FinishReason;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.ModelName;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.TokenUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages as rows, and back. */
final class MessageRows {
  private static final String NAMES =
      """
      id, session_id, position, role, content, answers, parts, cited_chunks, given, sentences,
      withdrawn, mentioned, input_tokens, output_tokens, cached_tokens, model, provider,
      finish_reason, created_at
      """;

  static final String COLUMNS = "SELECT " + NAMES + "FROM ask.messages\n";

  static final String WITH_SOURCES = "SELECT sources, " + NAMES + "FROM ask.messages\n";

  /** A message with its place in the session. */
  record Placed(long position, Message message) {}

  private MessageRows() {}

  static Placed placed(ResultSet row) throws SQLException {
    return new Placed(row.getLong("position"), read(row));
  }

  static Conversation.Answered answered(ResultSet row) throws SQLException {
    return new Conversation.Answered(answer(row), SourcesJson.read(row.getString("sources")));
  }

  static Message read(ResultSet row) throws SQLException {
    return row.getString("role").equals("user") ? fromUser(row) : answer(row);
  }

  static Message.FromUser fromUser(ResultSet row) throws SQLException {
    return new Message.FromUser(
        new MessageId(row.getString("id")),
        row.getString("content"),
        Sql.texts(row, "mentioned").stream().map(RecordingId::new).toList(),
        Sql.time(row, "created_at"));
  }

  static Message.Answer answer(ResultSet row) throws SQLException {
    List<Part> parts = PartsJson.read(row.getString("parts"));
    return new Message.Answer(
        new MessageId(row.getString("id")),
        new MessageId(row.getString("answers")),
        parts,
        Sql.texts(row, "cited_chunks").stream().map(ChunkId::new).toList(),
        evidence(row, parts),
        new TokenUse(
            row.getLong("input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("cached_tokens")),
        new ModelName(row.getString("provider"), row.getString("model")),
        FinishReason.valueOf(row.getString("finish_reason").toUpperCase(Locale.ROOT)),
        Sql.time(row, "created_at"));
  }

  private static Evidence evidence(ResultSet row, List<Part> parts) throws SQLException {
    if (row.getBoolean("withdrawn")) {
      return Evidence.WITHDRAWN;
    }
    Set<RecordingId> given =
        Sql.texts(row, "given").stream()
            .map(RecordingId::new)
            .collect(Collectors.toUnmodifiableSet());
    List<Evidence.Sentence> sentences = SentencesJson.read(row.getString("sentences"));
    int end = sentences.isEmpty() ? 0 : sentences.getLast().end();
    // None are noted by the release before this one, which may have taken words out too.
    return end == Part.content(parts).length()
        ? new Evidence(given, sentences, false)
        : Evidence.ofWhole(parts, given);
  }
}
