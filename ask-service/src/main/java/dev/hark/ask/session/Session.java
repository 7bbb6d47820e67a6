package dev.hark.ask.session;

import dev.hark.ask.session.Message.ModelName;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.words.Line;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation as it stands.
 *
 * @param messageCount user and assistant messages
 * @param lastMessageAt {@code createdAt} while there is none
 * @param lastAnswerBy empty before the first answer
 * @param updatedAt when the title or the messages changed last
 * @param titled whether anybody or the first message gave it its title; else the first message will
 */
public record Session(
    SessionId id,
    EndUserId owner,
    Scope scope,
    String title,
    int messageCount,
    Instant lastMessageAt,
    Optional<ModelName> lastAnswerBy,
    Instant createdAt,
    Instant updatedAt,
    boolean titled) {
  /** UTF-16 units of a title at most, as browsers count. */
  public static final int MAX_TITLE = 200;

  /** Of a session that begins without title and message. */
  public static final String DEFAULT_TITLE = "New chat";

  public Session {
    if (title.isEmpty() || title.length() > MAX_TITLE) {
      throw new IllegalArgumentException("a title has 1 to 200 characters");
    }
    if (messageCount < 0) {
      throw new IllegalArgumentException("message count must not be negative: " + messageCount);
    }
  }

  /** A session in which nothing was said yet. */
  public static Session empty(
      SessionId id, EndUserId owner, Scope scope, String title, Instant now) {
    return new Session(id, owner, scope, title, 0, now, Optional.empty(), now, now, true);
  }

  /** The same, which the first message will give a title. */
  public static Session untitled(SessionId id, EndUserId owner, Scope scope, Instant now) {
    return new Session(id, owner, scope, DEFAULT_TITLE, 0, now, Optional.empty(), now, now, false);
  }

  /**
   * The title of a session that begins with this message, or that an earlier release gave a longer
   * one.
   */
  public static String titleOf(String text) {
    // NUL cannot be stored; it means nothing in a title.
    String title = Line.cut(text.replace("\0", ""), MAX_TITLE);
    return title.isEmpty() ? DEFAULT_TITLE : title;
  }
}
