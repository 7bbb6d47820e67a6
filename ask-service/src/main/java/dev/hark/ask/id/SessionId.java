package dev.hark.ask.id;

/** Names a session: {@code as_…}. */
public record SessionId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "as_";

  public SessionId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
