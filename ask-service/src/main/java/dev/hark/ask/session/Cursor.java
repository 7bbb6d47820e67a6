package dev.hark.ask.session;

/**
 * A place in a list, told to nobody in clear: {@link CursorSeal} turns it into text and back.
 *
 * @param time sort key, microseconds since 1970 for sessions and the position for messages
 * @param id breaks ties; empty where there are none
 * @param begun for sessions: the latest time that the first page showed, in microseconds; what
 *     moved after that is listed where it was then. 0 for messages
 */
public record Cursor(long time, String id, long begun) {
  /** Behind the message at this position. */
  public static Cursor afterMessage(long position) {
    return new Cursor(position, "", 0);
  }
}
