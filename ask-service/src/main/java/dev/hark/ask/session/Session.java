package dev.hark.ask.session;

import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation as it stands.
 *
 * @param messageCount user and assistant messages
 * @param lastMessageAt {@code createdAt} while there is none
 * @param lastAnswerBy empty before the first answer
 * @param updatedAt when the title or the messages changed last
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
    Instant updatedAt) {
  /** Characters (code points) of a title at most. */
  public static final int MAX_TITLE = 200;

  /** Of a session that begins without title and message. */
  public static final String DEFAULT_TITLE = "New chat";

  public Session {
    if (title.isEmpty() || title.codePointCount(0, title.length()) > MAX_TITLE) {
      throw new IllegalArgumentException("a title has 1 to 200 characters");
    }
    if (messageCount < 0) {
      throw new IllegalArgumentException("message count must not be negative: " + messageCount);
    }
  }

  /** A session in which nothing was said yet. */
  public static Session empty(
      SessionId id, EndUserId owner, Scope scope, String title, Instant now) {
    return new Session(id, owner, scope, title, 0, now, Optional.empty(), now, now);
  }

  /** The title of a session that begins with this message. */
  public static String titleFor(String firstMessage) {
    // NUL cannot be stored; it means nothing in a title.
    String text = firstMessage.replace("\0", "");
    String title = cut(text);
    // One of white space alone could not be seen in a list.
    return !title.isBlank() ? title : text.isBlank() ? DEFAULT_TITLE : cut(text.strip());
  }

  private static String cut(String text) {
    int length = Math.min(MAX_TITLE, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }
}
