package dev.hark.ask.id;

/** Names a message: {@code msg_…}. */
public record MessageId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "msg_";

  public MessageId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
