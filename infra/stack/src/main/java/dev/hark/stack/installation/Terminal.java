package dev.hark.stack.installation;

/**
 * Whether somebody watches. The scripts look, since Java can only say whether input and output are
 * a terminal both, and tell it in {@code hark.terminal}: the numbers of the streams that are one.
 */
public final class Terminal {
  private static final String STREAMS = System.getProperty("hark.terminal", "");

  private Terminal() {}

  /** Whether the standard output is a terminal. */
  public static boolean isOutput() {
    return STREAMS.contains("1");
  }

  /** Whether the standard error is a terminal. */
  public static boolean isError() {
    return STREAMS.contains("2");
  }
}
