package dev.hark.ask.session;

/**
 * A place in a list, told to nobody in clear: {@link CursorSeal} turns it into text and back.
 *
 * @param time sort key, microseconds since 1970 for sessions and the position for messages
 * @param id breaks ties; empty where there are none
 */
public record Cursor(long time, String id) {}
