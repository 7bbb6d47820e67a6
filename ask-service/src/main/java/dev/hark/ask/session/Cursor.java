package dev.hark.ask.session;

/**
 * A place in a list, told to nobody in clear.
 *
 * @param time sort key, microseconds since 1970 for sessions and the position for messages
 * @param id breaks ties; empty where there are none
 * @param seen for sessions: what the first page saw, in the store's own words without spaces; what
 *     moved after that is listed where it was then. Empty for messages
 */
public record Cursor(long time, String id, String seen) {
  /** The place that {@link #text} names. */
  public static Cursor of(String text) {
    String[] fields = text.split(" ", 3);
    return new Cursor(Long.parseLong(fields[0]), fields[2], fields[1]);
  }

  /** All of it, to be sealed. */
  public String text() {
    return time + " " + seen + " " + id;
  }

  /** Behind the message at this position. */
  public static Cursor afterMessage(long position) {
    return new Cursor(position, "", "");
  }
}
